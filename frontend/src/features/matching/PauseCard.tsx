// Whether a mentor takes somebody new: the mentor's own switch, and the coordinator's for them.
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { EnrolmentView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ErrorState } from '../../shared/ui/ErrorState';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { takeAgain } from './mentorPause';

const PauseMentorDialog = lazy(() => import('./PauseMentorDialog'));

interface PauseCardProps {
  enrolment: EnrolmentView;
  own: boolean;
  /** Reads the enrolment again. */
  onChange: () => Promise<unknown>;
}

export default function PauseCard({ enrolment, own, onChange }: PauseCardProps) {
  const t = useT();
  const dates = useDates();
  const [pausing, setPausing] = useState(false);
  const { id, person_name: name, paused_since, paused_until } = enrolment;
  const again = useMutation({
    mutationFn: () => takeAgain(id),
    onSuccess: async () => {
      notify({ tone: 'done', text: t('matching.pause.over') });
      await onChange();
    },
  });
  return (
    <KeepFocus>
      <Card
        title={t(`matching.pause.card.${own ? 'own' : 'other'}`)}
        footer={
          <>
            <Button onPress={() => setPausing(true)}>
              {t(paused_since ? 'matching.pause.change' : 'matching.pause.action')}
            </Button>
            {paused_since && (
              <Button tone="quiet" pending={again.isPending} onPress={() => again.mutate()}>
                {t('matching.pause.resume')}
              </Button>
            )}
          </>
        }
      >
        <Stack>
          <p>
            <Badge tone={paused_since ? 'attention' : 'good'}>
              {paused_until
                ? t('matching.pause.paused_until', { day: dates.date(paused_until) })
                : t(paused_since ? 'matching.pause.paused' : 'matching.pause.takes')}
            </Badge>
          </p>
          <p>{t(`matching.pause.lead.${own ? 'own' : 'other'}`, { name })}</p>
          {again.error && <ErrorState error={again.error} focusOnMount />}
        </Stack>
      </Card>
      {pausing && (
        <Suspense>
          <PauseMentorDialog
            enrolment={id}
            name={name}
            own={own}
            onPaused={onChange}
            onClose={() => setPausing(false)}
          />
        </Suspense>
      )}
    </KeepFocus>
  );
}
