// The meetings of the task force: those to come first, the next one on top; then those that were, the latest on top.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { TaskForceMeetingView } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { AgreedTime } from '../../shared/ui/AgreedTime';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { meetingsQuery } from './queries';
import { MeetingBadge, stage } from './states';

const MeetingDialog = lazy(() => import('./MeetingDialog'));

const RANK = { planned: 0, begun: 1, held: 2, cancelled: 3 };

function inOrder(meetings: readonly TaskForceMeetingView[]): TaskForceMeetingView[] {
  return [...meetings].sort((a, b) => {
    const along = a.starts_at.localeCompare(b.starts_at);
    return RANK[stage(a)] - RANK[stage(b)] || (stage(a) === 'planned' ? along : -along);
  });
}

export default function MeetingsPage() {
  const t = useT();
  const off = useDisabledReason('change_plan');
  const [planning, setPlanning] = useState(false);
  const meetings = useSuspenseQuery(meetingsQuery).data;
  const plan = (
    <Button tone="primary" disabledReason={off} onPress={() => setPlanning(true)}>
      {t('governance.meetings.plan')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('governance.meetings.title')}
        lead={t('governance.meetings.lead')}
        actions={meetings.length > 0 && plan}
      />
      <DataTable
        caption={t('governance.meetings.title')}
        captionHidden
        rows={inOrder(meetings)}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'title',
            header: t('governance.meetings.meeting'),
            cell: ({ id, title }) => (
              <AppLink to="/task-force/meetings/$meeting_id" params={{ meeting_id: id }}>
                {title}
              </AppLink>
            ),
          },
          {
            id: 'when',
            header: t('governance.meetings.when'),
            cell: (meeting) => <AgreedTime of={meeting} />,
          },
          {
            id: 'where',
            header: t('governance.meetings.where'),
            cell: ({ place, link }) =>
              place ??
              (link ? t('governance.meetings.by_video') : t('governance.meetings.nowhere')),
          },
          {
            id: 'state',
            header: t('governance.state'),
            cell: (meeting) => <MeetingBadge meeting={meeting} />,
          },
        ]}
        empty={
          <EmptyState
            title={t('governance.meetings.empty')}
            next={t('governance.meetings.empty_next')}
            action={plan}
          />
        }
      />
      <Suspense>
        {planning && <MeetingDialog meeting={undefined} onClose={() => setPlanning(false)} />}
      </Suspense>
    </>
  );
}
