// Whether a mentor takes somebody new: the mentor's own switch, and the coordinator's for them.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { EnrolmentView, MentorPause } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ErrorState } from '../../shared/ui/ErrorState';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { pauseKey, takeAgain } from './mentorPause';

const PauseMentorDialog = lazy(() => import('./PauseMentorDialog'));

export default function PauseCard({ enrolment, own }: { enrolment: EnrolmentView; own: boolean }) {
  const t = useT();
  const dates = useDates();
  const queries = useQueryClient();
  const [pausing, setPausing] = useState(false);
  const { id, person_name: name } = enrolment;
  // Known once it was changed here.
  const { data: pause } = useQuery<MentorPause>({
    queryKey: pauseKey(id),
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const again = useMutation({
    mutationFn: () => takeAgain(id),
    onSuccess: (now) => {
      queries.setQueryData(pauseKey(id), now);
      notify({ tone: 'done', text: t('matching.pause.over') });
    },
  });
  return (
    <KeepFocus>
      <Card
        title={t(`matching.pause.card.${own ? 'own' : 'other'}`)}
        footer={
          <>
            <Button onPress={() => setPausing(true)}>
              {t(pause?.paused ? 'matching.pause.change' : 'matching.pause.action')}
            </Button>
            {pause?.paused !== false && (
              <Button tone="quiet" pending={again.isPending} onPress={() => again.mutate()}>
                {t('matching.pause.resume')}
              </Button>
            )}
          </>
        }
      >
        <Stack>
          {pause && (
            <p>
              <Badge tone={pause.paused ? 'attention' : 'good'}>
                {pause.paused
                  ? pause.paused_until
                    ? t('matching.pause.paused_until', { day: dates.date(pause.paused_until) })
                    : t('matching.pause.paused')
                  : t('matching.pause.takes')}
              </Badge>
            </p>
          )}
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
            onClose={() => setPausing(false)}
          />
        </Suspense>
      )}
    </KeepFocus>
  );
}
