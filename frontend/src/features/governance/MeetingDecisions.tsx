// What is put to a meeting, and what came of it.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { TaskForceMeetingDetail } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { useResultWords } from './DecisionResult';
import { decisionsOfMeetingQuery } from './queries';
import { DecisionBadge } from './states';

interface MeetingDecisionsProps {
  meeting: TaskForceMeetingDetail;
  off: string | undefined;
  onPut: () => void;
}

export function MeetingDecisions({ meeting, off, onPut }: MeetingDecisionsProps) {
  const t = useT();
  const inWords = useResultWords();
  const decisions = useSuspenseQuery(decisionsOfMeetingQuery(meeting.id)).data;
  return (
    <Card
      title={t('governance.decisions.title')}
      footer={
        <Button disabledReason={off} onPress={onPut}>
          {t('governance.decisions.put_here')}
        </Button>
      }
    >
      <DataTable
        plain
        caption={t('governance.decisions.of_meeting', { title: meeting.title })}
        captionHidden
        rows={[...decisions].sort((a, b) => a.number - b.number)}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'title',
            header: t('governance.decisions.decision'),
            cell: ({ id, number, title }) => (
              <AppLink to="/decisions/$decision_id" params={{ decision_id: id }}>
                {t('governance.decisions.numbered', { number, title })}
              </AppLink>
            ),
          },
          {
            id: 'state',
            header: t('governance.state'),
            cell: ({ state }) => <DecisionBadge state={state} />,
          },
          {
            id: 'result',
            header: t('governance.decisions.result'),
            cell: ({ result }) => (result ? inWords(result) : '—'),
          },
        ]}
        empty={<p>{t('governance.decisions.none_here')}</p>}
      />
    </Card>
  );
}
