// A round of circles: under way with its progress, or with its circles, who has no place, and publishing.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CircleRoundView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { StateBadge } from '../../shared/ui/Badge';
import { PageHeader } from '../../shared/ui/PageHeader';
import { cycleQuery } from '../matching/data';
import { RoundUnderWay } from '../matching/RoundUnderWay';
import { CirclesFormed } from './CirclesFormed';
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
  return (
    <RoundUnderWay
      round={round}
      title={t(`circles.round.under_way.${round.state}`)}
      next={t(`circles.round.next.${round.state}`)}
      working={t('circles.round.working')}
      onEnd={() => void queries.invalidateQueries({ queryKey: ['circle_round', round.id] })}
    />
  );
}
