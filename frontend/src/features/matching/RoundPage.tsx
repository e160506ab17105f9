// A round: under way with its progress, or its outcome. The pairs with their reasons, those left over, and publishing.
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getJob, type RoundView } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { JobProgress } from '../../shared/ui/JobProgress';
import { PageHeader } from '../../shared/ui/PageHeader';
import { ProgressBar } from '../../shared/ui/ProgressBar';
import { Stack } from '../../shared/ui/Stack';
import { Tabs } from '../../shared/ui/Tabs';
import { cycleQuery, roundQuery } from './data';
import { PolicyWords } from './PolicyWords';
import { PublishDialog } from './PublishDialog';
import { RoundOutcome } from './RoundOutcome';
import { RoundPairs } from './RoundPairs';
import { UnmatchedList } from './UnmatchedList';
import { ROUND_TONES } from './words';

const ASK_EVERY_MS = 1500;

export default function RoundPage() {
  const t = useT();
  const dates = useDates();
  const { round_id } = useParams({ strict: false }) as { round_id: string };
  const [publishing, setPublishing] = useState(false);
  const round = useSuspenseQuery({
    ...roundQuery(round_id),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? ASK_EVERY_MS : false),
  }).data;
  const cycle = useSuspenseQuery(cycleQuery(round.cycle_id)).data.value;
  const publishReason = useDisabledReason(
    'run_rounds',
    round.matched === 0 && t('matching.publish.nothing'),
  );
  const done = round.state === 'ready' || round.state === 'published';
  return (
    <>
      <PageHeader
        title={t('matching.round.title', { where: round.region_name ?? t('matching.nation') })}
        badge={
          <StateBadge
            state={round.state}
            label={t(`matching.round.state.${round.state}`)}
            tones={ROUND_TONES}
          />
        }
        lead={
          <>
            <AppLink to="/cycles/$cycle_id" params={{ cycle_id: cycle.id }}>
              {cycle.name}
            </AppLink>
            {' · '}
            {round.published_at
              ? t('matching.round.published_at', { when: dates.dateTime(round.published_at) })
              : t('matching.round.made_at', { when: dates.dateTime(round.created_at) })}
          </>
        }
        actions={
          round.state === 'ready' && (
            <Button
              tone="primary"
              onPress={() => setPublishing(true)}
              disabledReason={publishReason}
            >
              {t('matching.publish.action')}
            </Button>
          )
        }
      />
      {done ? <Outcome round={round} /> : <UnderWay round={round} />}
      {publishing && (
        <PublishDialog round={round} cycle={cycle} onClose={() => setPublishing(false)} />
      )}
    </>
  );
}

function Outcome({ round }: { round: RoundView }) {
  const t = useT();
  const [{ view }, setFilters] = useFilters(['view']);
  return (
    <Stack gap="l">
      <RoundOutcome round={round} />
      <Tabs
        label={t('matching.round.views')}
        selected={view ?? 'pairs'}
        onSelect={(next) => {
          if (next !== (view ?? 'pairs')) setFilters({ view: next === 'pairs' ? undefined : next });
        }}
        tabs={[
          {
            id: 'pairs',
            label: t('matching.round.pairs', { count: round.matched }),
            content: <RoundPairs round={round} />,
          },
          {
            id: 'unmatched',
            label: t('matching.round.left', { count: round.unmatched }),
            content: <UnmatchedList round={round} />,
          },
          {
            id: 'policy',
            label: t('matching.round.rules'),
            content: (
              <Card title={t('matching.round.rules_title')}>
                <PolicyWords policy={{ ...round.policy, objective: round.objective }} />
              </Card>
            ),
          },
        ]}
      />
    </Stack>
  );
}

function UnderWay({ round }: { round: RoundView }) {
  const t = useT();
  const queries = useQueryClient();
  const label = t('matching.round.working');
  const jobId = round.job_id ?? '';
  // Who did not start it may read the round, but not its job.
  const { isError: hidden } = useQuery({
    queryKey: ['job', jobId],
    queryFn: async ({ signal }) => (await getJob({ path: { id: jobId }, signal })).data,
    enabled: jobId !== '',
    retry: false,
  });
  return (
    <Card title={t(`matching.round.under_way.${round.state}`)}>
      <Stack>
        <p>{t(`matching.round.under_way_next.${round.state}`)}</p>
        {jobId !== '' && !hidden && (
          <JobProgress
            jobId={jobId}
            label={label}
            onEnd={() => void queries.invalidateQueries({ queryKey: ['round', round.id] })}
          />
        )}
        {hidden && round.state === 'running' && <ProgressBar label={label} />}
      </Stack>
    </Card>
  );
}
