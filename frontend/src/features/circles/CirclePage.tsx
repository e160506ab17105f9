// One circle: who is in it, what they share, who has answered. For its people and for those who run it.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { CirclePlace, CircleView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Badge, StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { AnswerCircle } from './AnswerCircle';
import { CircleMeetings } from './CircleMeetings';
import { CircleMember } from './CircleMember';
import styles from './Circles.module.css';
import {
  answersOf,
  hasRoom,
  heldPlaces,
  knowsOfMeetings,
  menteesOf,
  mentorsOf,
  myPlace,
  pastPlaces,
} from './circles';
import { circleQuery, useRuns } from './data';
import { Topics } from './Topics';
import { CIRCLE_TONES, PLACE_TONES, useReasonWords } from './words';

// Forms come when they are asked for, so that the page itself stays light.
const EndCircleDialog = lazy(() => import('./EndCircleDialog'));
const FillPlaceDialog = lazy(() => import('./FillPlaceDialog'));
const LeaveCircleDialog = lazy(() => import('./LeaveCircleDialog'));
const RemoveDialog = lazy(() => import('./RemoveDialog'));
const RenameDialog = lazy(() => import('./RenameDialog'));

type Asking = 'end' | 'fill' | 'leave' | 'rename' | CirclePlace | null;

export default function CirclePage() {
  const t = useT();
  const { circle_id } = useParams({ strict: false }) as { circle_id: string };
  const circle = useSuspenseQuery(circleQuery(circle_id)).data;
  const runs = useRuns(circle.region_id);
  const mine = myPlace(circle);
  const open = circle.state === 'open';
  const fills = runs && open && !mine && hasRoom(circle);
  // The Today page leads straight to the question who takes the place.
  const [{ ask }, setFilters] = useFilters(['ask']);
  const [asking, setAsking] = useState<Asking>(ask === 'fill' && fills ? 'fill' : null);
  const stop = () => {
    setAsking(null);
    if (ask) setFilters({ ask: undefined });
  };
  return (
    <KeepFocus>
      <PageHeader
        title={circle.name}
        badge={
          <StateBadge
            state={circle.state}
            label={t(`circles.circle.state.${circle.state}`)}
            tones={CIRCLE_TONES}
          />
        }
        lead={<Lead circle={circle} runs={runs} />}
        actions={
          <>
            {fills && (
              <Button tone="primary" onPress={() => setAsking('fill')}>
                {t('circles.fill.action')}
              </Button>
            )}
            {runs && circle.state !== 'ended' && (
              <Button onPress={() => setAsking('rename')}>{t('circles.rename.action')}</Button>
            )}
            {runs && open && (
              <Button tone="danger" onPress={() => setAsking('end')}>
                {t('circles.end.action')}
              </Button>
            )}
            {open && mine?.state === 'joined' && (
              <Button tone="danger" onPress={() => setAsking('leave')}>
                {t('circles.leave.action')}
              </Button>
            )}
          </>
        }
      />
      <Stack gap="l">
        {open && mine?.state === 'asked' && <AnswerCircle circle={circle} />}
        {circle.needs_people && <Needs circle={circle} />}
        {runs && <Answered circle={circle} />}
        <Card title={t('circles.people')}>
          <Stack>
            {mine && mine.state !== 'joined' && open && <p>{t('circles.addresses_later')}</p>}
            <ul className={styles.people}>
              {heldPlaces(circle).map((place) => (
                <CircleMember
                  key={place.id}
                  place={place}
                  own={place.id === circle.my_place_id}
                  onRemove={runs && circle.state !== 'ended' ? () => setAsking(place) : undefined}
                />
              ))}
            </ul>
          </Stack>
        </Card>
        <Card title={t('circles.topics')}>
          <Topics circle={circle} untitled />
        </Card>
        {knowsOfMeetings(circle) && <CircleMeetings circle={circle} />}
        {runs && <Past places={pastPlaces(circle)} />}
      </Stack>
      <Suspense>
        {asking === 'fill' && <FillPlaceDialog circle={circle} onClose={stop} />}
        {asking === 'end' && <EndCircleDialog circle={circle} onClose={stop} />}
        {asking === 'leave' && <LeaveCircleDialog circle={circle} onClose={stop} />}
        {asking === 'rename' && <RenameDialog circle={circle} onClose={stop} />}
        {asking && typeof asking === 'object' && (
          <RemoveDialog place={asking} circle={circle} onClose={stop} />
        )}
      </Suspense>
    </KeepFocus>
  );
}

function Lead({ circle, runs }: { circle: CircleView; runs: boolean }) {
  const t = useT();
  const dates = useDates();
  return (
    <>
      <AppLink to={`/cycles/${circle.cycle_id}`}>{circle.cycle_name}</AppLink>
      {' · '}
      {circle.region_name ?? t('circles.nation')}
      {circle.end_reason && (
        <>
          {' · '}
          {t(`circles.ended.${circle.end_reason}`)}
        </>
      )}
      {circle.answer_by && circle.state === 'open' && (
        <>
          {' · '}
          {t('circles.answer_until', { when: dates.dateTime(circle.answer_by) })}
        </>
      )}
      {runs && (
        <>
          {' · '}
          <AppLink to={`/circle-rounds/${circle.round_id}`}>{t('circles.all_of_round')}</AppLink>
        </>
      )}
    </>
  );
}

/** What is missing, and what can be done about it. */
function Needs({ circle }: { circle: CircleView }) {
  const t = useT();
  const mentees = menteesOf(circle).length;
  return (
    <Card title={t('circles.needs.title')} attention>
      <Stack gap="s">
        {mentees < circle.size_least && (
          <Badge tone="attention">
            {t('circles.too_small', { count: mentees, least: circle.size_least })}
          </Badge>
        )}
        {mentorsOf(circle).length === 0 && (
          <Badge tone="attention">{t('circles.leaderless', { count: 0, needed: 1 })}</Badge>
        )}
        <p>{t('circles.needs.next')}</p>
      </Stack>
    </Card>
  );
}

function Answered({ circle }: { circle: CircleView }) {
  const t = useT();
  const { number } = useNumbers();
  const { joined, asked, declined, gone } = answersOf([circle]);
  return (
    <StatList>
      <Stat label={t('circles.place.joined')} value={number(joined)} />
      <Stat label={t('circles.place.asked')} value={number(asked)} />
      <Stat label={t('circles.place.declined')} value={number(declined)} />
      <Stat label={t('circles.gone')} value={number(gone)} />
      <Stat
        label={t('circles.figures.points')}
        value={number(circle.points)}
        note={t('circles.figures.possible', { possible: circle.points_possible })}
      />
    </StatList>
  );
}

function Past({ places }: { places: readonly CirclePlace[] }) {
  const t = useT();
  const dates = useDates();
  const reason = useReasonWords();
  return (
    <DataTable
      caption={t('circles.past')}
      rows={places}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        { id: 'who', header: t('circles.person'), cell: ({ person_name }) => person_name },
        { id: 'as', header: t('circles.as'), cell: ({ role }) => t(`role.${role}`) },
        {
          id: 'state',
          header: t('circles.state'),
          cell: ({ state }) => (
            <StateBadge state={state} label={t(`circles.place.${state}`)} tones={PLACE_TONES} />
          ),
        },
        { id: 'reason', header: t('circles.reason'), cell: reason },
        {
          id: 'when',
          header: t('circles.when'),
          cell: ({ answered_at }) => (answered_at ? dates.dateTime(answered_at) : '—'),
        },
      ]}
    />
  );
}
