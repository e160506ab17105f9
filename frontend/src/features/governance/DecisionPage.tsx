// One decision: the motion, what it needs, one's own vote, who voted how, what came of it.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { DecisionDetail } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Card } from '../../shared/ui/Card';
import { Facts } from '../../shared/ui/Facts';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Prose } from '../../shared/ui/Prose';
import { Stack } from '../../shared/ui/Stack';
import { DecisionActions } from './DecisionActions';
import { DecisionResult } from './DecisionResult';
import { DecisionVotes } from './DecisionVotes';
import { decisionQuery, meetingQuery, rulesQuery } from './queries';
import { DecisionBadge } from './states';
import { VoteCard } from './VoteCard';

export default function DecisionPage() {
  const t = useT();
  const { decision_id: id = '' } = useParams({ strict: false }) as { decision_id?: string };
  const decision = useSuspenseQuery(decisionQuery(id)).data;
  const { number, title } = decision;
  const member = useCan('view_task_force');
  const changes = useCan('change_plan');
  const open = decision.state === 'open';
  const { data: meeting } = useQuery({
    ...meetingQuery(decision.meeting_id ?? ''),
    enabled: member && Boolean(decision.meeting_id),
  });
  return (
    <>
      <PageHeader
        title={t('governance.decisions.numbered', { number, title })}
        badge={<DecisionBadge state={decision.state} />}
        actions={changes && open && <DecisionActions decision={decision} meeting={meeting} />}
      />
      <Stack gap="l">
        {decision.withdrawn_because && (
          <p>
            {t('governance.decisions.withdrawn_because', { reason: decision.withdrawn_because })}
          </p>
        )}
        <Card title={t('governance.decisions.motion')}>
          <Prose html={decision.motion_html} deeper={1} />
        </Card>
        <DecisionFacts
          decision={decision}
          needed={meeting && { quorum: meeting.quorum, voting: votingIn(meeting.members) }}
        />
        {decision.result && (
          <Card title={t('governance.decisions.result')}>
            <DecisionResult result={decision.result} />
          </Card>
        )}
        {open && decision.may_vote && (
          // Starts anew when another vote or another wording stands.
          <VoteCard
            key={`${decision.version} ${decision.my_choice}`}
            decision={decision}
            begins={meeting?.starts_at}
          />
        )}
        {member && <DecisionVotes decision={decision} />}
      </Stack>
    </>
  );
}

const votingIn = (members: ReadonlyArray<{ votes: boolean }>) =>
  members.filter(({ votes }) => votes).length;

interface DecisionFactsProps {
  decision: DecisionDetail;
  /** What the meeting needs that it is put to. */
  needed: { quorum: number; voting: number } | undefined;
}

function DecisionFacts({ decision, needed }: DecisionFactsProps) {
  const t = useT();
  const dates = useDates();
  const member = useCan('view_task_force');
  const rules = useSuspenseQuery(rulesQuery).data;
  const open = decision.state === 'open';
  const today = decision.meeting_id
    ? needed
    : { quorum: rules.quorum, voting: rules.voting_members };
  const { meeting_id, meeting_title, closes_at, closed_at } = decision;
  return (
    <Facts
      items={[
        {
          term: t('governance.decisions.way'),
          value:
            meeting_id && member ? (
              <AppLink to="/task-force/meetings/$meeting_id" params={{ meeting_id }}>
                {meeting_title}
              </AppLink>
            ) : (
              (meeting_title ?? t('governance.decisions.way_written'))
            ),
        },
        {
          term: t('governance.decisions.majority'),
          value: t(`governance.decisions.majority_${decision.majority}`),
        },
        ...(open && today
          ? [
              {
                term: t('governance.decisions.quorum'),
                value: t('governance.decisions.quorum_of', today),
              },
            ]
          : []),
        {
          term: t('governance.decisions.ballot'),
          value: t(`governance.decisions.ballot_${decision.secret ? 'secret' : 'open'}`),
        },
        ...(open && closes_at
          ? [{ term: t('governance.decisions.closes'), value: dates.dateTime(closes_at) }]
          : []),
        ...(closed_at
          ? [{ term: t('governance.decisions.closed'), value: dates.dateTime(closed_at) }]
          : []),
      ]}
    />
  );
}
