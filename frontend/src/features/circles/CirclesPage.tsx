// All circles that one looks after: of which cycle, where, how they stand, and which of them need somebody.
import { useSuspenseQuery } from '@tanstack/react-query';
import { type CircleState, type CircleView, listCircles } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Badge, StateBadge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { useRegions } from '../matching/data';
import { menteesOf, mentorsOf } from './circles';
import { cyclesQuery } from './data';
import { CIRCLE_STATES, CIRCLE_TONES } from './words';

const SHOWN = 25;

export default function CirclesPage() {
  const t = useT();
  const cycles = useSuspenseQuery(cyclesQuery).data;
  const regions = useRegions();
  const [filters, setFilters] = useFilters(['cycle_id', 'region_id', 'state', 'needs']);
  const { cycle_id, region_id, state, needs } = filters;
  const narrowed = Object.values(filters).some(Boolean);
  const wanted = {
    ...(cycle_id ? { cycle_id } : {}),
    ...(region_id ? { region_id } : {}),
    ...(state ? { state: state as CircleState } : {}),
    ...(needs ? { needs_people: true } : {}),
  };
  return (
    <>
      <PageHeader title={t('circles.all.title')} lead={t('circles.all.lead')} />
      <Stack>
        <FilterBar>
          <FilterSelect
            label={t('circles.cycle')}
            value={cycle_id}
            options={cycles.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(next) => setFilters({ cycle_id: next })}
          />
          <FilterSelect
            label={t('circles.all.sits')}
            value={region_id}
            options={regions.options}
            onChange={(next) => setFilters({ region_id: next })}
          />
          <FilterSelect
            label={t('circles.state')}
            value={state}
            options={CIRCLE_STATES.map((each) => ({
              value: each,
              label: t(`circles.circle.state.${each}`),
            }))}
            onChange={(next) => setFilters({ state: next })}
          />
          <FilterSelect
            label={t('circles.people')}
            value={needs}
            options={[{ value: 'people', label: t('circles.all.needs') }]}
            onChange={(next) => setFilters({ needs: next })}
          />
        </FilterBar>
        <PagedList
          queryKey={['circles', filters]}
          read={async (page, signal) =>
            (await listCircles({ query: { limit: SHOWN, ...page, ...wanted }, signal })).data
          }
          label={t('circles.all.title')}
          empty={
            <EmptyState
              title={t(narrowed ? 'circles.all.none' : 'circles.empty')}
              next={t(narrowed ? 'circles.all.none_next' : 'circles.all.empty_next')}
              action={
                !narrowed && <ButtonLink to="/cycles">{t('circles.mine.see_cycles')}</ButtonLink>
              }
            />
          }
        >
          {(rows, busy) => <Circles rows={rows} busy={busy} />}
        </PagedList>
      </Stack>
    </>
  );
}

function Circles({ rows, busy }: { rows: readonly CircleView[]; busy: boolean }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  return (
    <DataTable
      caption={t('circles.all.title')}
      captionHidden
      busy={busy}
      rows={rows}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        {
          id: 'circle',
          header: t('circles.circle'),
          cell: ({ id, name }) => <AppLink to={`/circles/${id}`}>{name}</AppLink>,
        },
        { id: 'cycle', header: t('circles.cycle'), cell: ({ cycle_name }) => cycle_name },
        {
          id: 'region',
          header: t('circles.region'),
          cell: ({ region_name }) => region_name ?? t('circles.nation'),
        },
        {
          id: 'state',
          header: t('circles.state'),
          cell: (circle) => (
            <>
              <StateBadge
                state={circle.state}
                label={t(`circles.circle.state.${circle.state}`)}
                tones={CIRCLE_TONES}
              />{' '}
              {circle.needs_people && <Badge tone="attention">{t('circles.all.needs')}</Badge>}
            </>
          ),
        },
        {
          id: 'mentors',
          header: t('circles.mentors'),
          cell: (circle) =>
            mentorsOf(circle)
              .map(({ person_name }) => person_name)
              .join(', ') || t('circles.all.nobody'),
        },
        {
          id: 'mentees',
          header: t('circles.all.mentees'),
          numeric: true,
          cell: (circle) => number(menteesOf(circle).length),
        },
        {
          id: 'meetings',
          header: t('circles.meetings'),
          numeric: true,
          cell: ({ meetings }) => number(meetings),
        },
        {
          id: 'met',
          header: t('circles.meetings.last'),
          cell: ({ last_met_on }) => (last_met_on ? dates.date(last_met_on) : '—'),
        },
      ]}
    />
  );
}
