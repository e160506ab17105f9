// A round of circles: under way with its progress, or with its circles, who has no place, and publishing.
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getJob } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { StateBadge } from '../../shared/ui/Badge';
import { Card } from '../../shared/ui/Card';
import { JobProgress } from '../../shared/ui/JobProgress';
import { PageHeader } from '../../shared/ui/PageHeader';
import { ProgressBar } from '../../shared/ui/ProgressBar';
import { Stack } from '../../shared/ui/Stack';
import { cycleQuery } from '../matching/data';
import { CirclesFormed } from './CirclesFormed';
import type { CircleRoundView } from './circlesApi';
import { circleRoundQuery } from './data';
import { ROUND_TONES } from './words';

const ASK_EVERY_MS = 1500;

export default function CircleRoundPage() {
  const { circle_round_id: id } = useParams({ strict: false }) as { circle_round_id: string };
  const round = useSuspenseQuery({
    ...circleRoundQuery(id),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? ASK_EVERY_MS : false),
  }).data;
  if (round.state === 'ready' || round.state === 'published') {
    return (
      <CirclesFormed
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

function Head({ round, actions }: { round: CircleRoundView; actions?: ReactNode }) {
  const t = useT();
  const dates = useDates();
  const cycle = useSuspenseQuery(cycleQuery(round.cycle_id)).data.value;
  return (
    <PageHeader
      title={t('circles.round.title', { where: round.region_name ?? t('circles.nation') })}
      badge={
        <StateBadge
          state={round.state}
          label={t(`circles.round.state.${round.state}`)}
          tones={ROUND_TONES}
        />
      }
      lead={
        <>
          <AppLink to={`/cycles/${cycle.id}`}>{cycle.name}</AppLink>
          {' · '}
          {round.published_at
            ? t('circles.round.published_at', { when: dates.dateTime(round.published_at) })
            : t('circles.round.made_at', { when: dates.dateTime(round.created_at) })}
          {' · '}
          {t('circles.round.sizes', { least: round.size_least, most: round.size_most })}
        </>
      }
      actions={actions}
    />
  );
}

function UnderWay({ round }: { round: CircleRoundView }) {
  const t = useT();
  const queries = useQueryClient();
  const label = t('circles.round.working');
  const jobId = round.job_id ?? '';
  // Who did not start it may read the round, but not its job.
  const { isError: hidden } = useQuery({
    queryKey: ['job', jobId],
    queryFn: async ({ signal }) => (await getJob({ path: { id: jobId }, signal })).data,
    enabled: jobId !== '',
    retry: false,
  });
  return (
    <Card title={t(`circles.round.under_way.${round.state}`)}>
      <Stack>
        <p>{t(`circles.round.next.${round.state}`)}</p>
        {jobId !== '' && !hidden && (
          <JobProgress
            jobId={jobId}
            label={label}
            onEnd={() => void queries.invalidateQueries({ queryKey: ['circle_round', round.id] })}
          />
        )}
        {hidden && round.state === 'running' && <ProgressBar label={label} />}
      </Stack>
    </Card>
  );
}
