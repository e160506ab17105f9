// The sessions of a cohort in the order of time; a new one is planned in local time with its zone.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { AgreedTime } from '../../shared/ui/AgreedTime';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Stack } from '../../shared/ui/Stack';
import { sessionsQuery } from './queries';
import { SessionDialog } from './SessionDialog';

export function Sessions({ cohortId }: { cohortId: string }) {
  const t = useT();
  const [planning, setPlanning] = useState(false);
  const off = useDisabledReason('manage_training');
  const { data: sessions } = useSuspenseQuery(sessionsQuery(cohortId));
  const plan = (
    <Button tone="primary" disabledReason={off} onPress={() => setPlanning(true)}>
      {t('training.session.plan')}
    </Button>
  );
  return (
    <Stack>
      {sessions.length > 0 && <div>{plan}</div>}
      <DataTable
        caption={t('training.sessions')}
        captionHidden
        rows={sessions}
        rowKey={(session) => session.id}
        columns={[
          {
            id: 'title',
            header: t('training.session.title'),
            cell: (session) => (
              <AppLink
                to="/cohorts/$cohort_id/sessions/$session_id"
                params={{ cohort_id: cohortId, session_id: session.id }}
              >
                {session.title}
              </AppLink>
            ),
          },
          {
            id: 'kind',
            header: t('training.session.kind'),
            cell: (session) => t(`training.kind.${session.kind}`),
          },
          {
            id: 'when',
            header: t('training.when'),
            cell: (session) => <AgreedTime of={session} />,
          },
          {
            id: 'duration',
            header: t('training.session.duration'),
            cell: (session) => t('training.minutes', { count: session.duration_minutes }),
            numeric: true,
          },
        ]}
        empty={
          <EmptyState
            title={t('training.session.empty')}
            next={t('training.session.empty_next')}
            action={plan}
          />
        }
      />
      {planning && <SessionDialog cohortId={cohortId} onClose={() => setPlanning(false)} />}
    </Stack>
  );
}
