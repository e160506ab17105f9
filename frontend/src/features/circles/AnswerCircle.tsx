// The question to me: whether I join this circle. Yes, or no with a reason that the others never see.
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { acceptCirclePlace, type CircleView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import styles from './Circles.module.css';
import { myPlace } from './circles';
import { useCirclesChanged } from './data';

// Forms come when they are asked for, so that the page itself stays light.
const DeclineCircleDialog = lazy(() => import('./DeclineCircleDialog'));

export function AnswerCircle({ circle }: { circle: CircleView }) {
  const t = useT();
  const dates = useDates();
  const changed = useCirclesChanged();
  const [declining, setDeclining] = useState(false);
  const place = myPlace(circle);
  const accept = useMutation({
    mutationFn: (id: string) => acceptCirclePlace({ path: { id } }),
    onSuccess: async () => {
      notify({ tone: 'done', text: t('circles.accept.done', { circle: circle.name }) });
      await changed();
    },
  });
  if (!place) return null;
  return (
    <Card
      attention
      title={t('circles.ask.title', { circle: circle.name })}
      footer={
        <>
          <Button tone="primary" pending={accept.isPending} onPress={() => accept.mutate(place.id)}>
            {t('circles.accept.action')}
          </Button>
          <Button onPress={() => setDeclining(true)}>{t('circles.decline.action')}</Button>
        </>
      }
    >
      <Stack>
        {accept.error && <ErrorState error={accept.error} focusOnMount />}
        {circle.answer_by && (
          <p className={styles.by}>
            {t('circles.ask.by', { when: dates.dateTime(circle.answer_by) })}
          </p>
        )}
        <p>{t(`circles.ask.${place.role}`, { cycle: circle.cycle_name })}</p>
      </Stack>
      {declining && (
        <Suspense>
          <DeclineCircleDialog
            place={place.id}
            circle={circle.name}
            onClose={() => setDeclining(false)}
          />
        </Suspense>
      )}
    </Card>
  );
}
