// A round: under way with its progress, or solved, with the workbench over its pairs until they are published.
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getJob, type RoundView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { StateBadge } from '../../shared/ui/Badge';
import { Card } from '../../shared/ui/Card';
import { JobProgress } from '../../shared/ui/JobProgress';
import { PageHeader } from '../../shared/ui/PageHeader';
import { ProgressBar } from '../../shared/ui/ProgressBar';
import { Stack } from '../../shared/ui/Stack';
import { cycleQuery, roundQuery } from './data';
import { RoundSolved } from './RoundSolved';
import { ROUND_TONES } from './words';

const ASK_EVERY_MS = 1500;

export default function RoundPage() {
  const { round_id } = useParams({ strict: false }) as { round_id: string };
  const round = useSuspenseQuery({
    ...roundQuery(round_id),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? ASK_EVERY_MS : false),
  }).data;
  if (round.state === 'ready' || round.state === 'published') {
    return (
      <RoundSolved
        key={round.id}
        round={round}
        head={(actions) => <Head round={round} actions={actions} />}
      />
    );
  }
  return (
    <>
      <Head round={round} />
      <UnderWay round={round} />
    </>
  );
}

function Head({ round, actions }: { round: RoundView; actions?: ReactNode }) {
  const t = useT();
  const dates = useDates();
  const cycle = useSuspenseQuery(cycleQuery(round.cycle_id)).data.value;
  return (
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
      actions={actions}
    />
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
