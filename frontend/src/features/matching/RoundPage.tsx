// A round: under way with its progress, or solved, with the workbench over its pairs until they are published.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RoundState, RoundView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { StateBadge } from '../../shared/ui/Badge';
import { PageHeader } from '../../shared/ui/PageHeader';
import { cycleQuery, roundQuery } from './data';
import { RoundSolved } from './RoundSolved';
import { RoundUnderWay } from './RoundUnderWay';
import { ROUND_TONES } from './words';

const ASK_EVERY_MS = 1500;
const SOLVED: readonly RoundState[] = ['ready', 'published', 'discarded'];

export default function RoundPage() {
  const { round_id } = useParams({ strict: false }) as { round_id: string };
  const round = useSuspenseQuery({
    ...roundQuery(round_id),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? ASK_EVERY_MS : false),
  }).data;
  if (SOLVED.includes(round.state)) {
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
  return (
    <RoundUnderWay
      round={round}
      title={t(`matching.round.under_way.${round.state}`)}
      next={t(`matching.round.under_way_next.${round.state}`)}
      working={t('matching.round.working')}
      onEnd={() => void queries.invalidateQueries({ queryKey: ['round', round.id] })}
    />
  );
}
