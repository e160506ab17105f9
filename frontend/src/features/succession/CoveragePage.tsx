// Which regions have whom until when: the map, the seats that need somebody, and the time to come.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useCan } from '../../shared/auth/useMe';
import { addDays } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { Attention } from './Attention';
import { CoverageMap } from './CoverageMap';
import styles from './CoveragePage.module.css';
import { coverageQuery } from './data';
import { SeatCalendar } from './SeatCalendar';
import { SeatBadge } from './states';

const YEARS = ['2', '3', '5'] as const;

export default function CoveragePage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const [{ years }, filter] = useFilters(['years']);
  const mayJudge = useCan('view_succession');
  const now = useSuspenseQuery(coverageQuery()).data;
  const known = YEARS.find((each) => each === years);
  const coverage = useSuspenseQuery(
    coverageQuery(known ? addDays(now.today, Number(known) * 365) : undefined),
  ).data;
  const seats = coverage.regions.flatMap((region) => region.seats);
  const count = (state: string) => seats.filter((seat) => seat.state === state).length;
  return (
    <>
      <PageHeader
        title={t('succession.coverage.title')}
        lead={t(
          coverage.whole_network ? 'succession.coverage.lead' : 'succession.coverage.own_lead',
        )}
      />
      <Stack gap="l">
        <StatList>
          <Stat
            label={t('succession.coverage.covered')}
            value={t('succession.coverage.of', {
              covered: number(coverage.covered_seats),
              seats: number(coverage.seats),
            })}
            note={t('succession.coverage.on', { today: dates.date(coverage.today) })}
          />
          <Stat
            label={t('succession.seat.ending_soon')}
            value={number(count('ending_soon'))}
            note={t('succession.coverage.soon')}
          />
          <Stat label={t('succession.seat.in_training')} value={number(count('in_training'))} />
          <Stat
            label={t('succession.coverage.uncovered')}
            value={number(count('uncovered'))}
            note={t('succession.coverage.uncovered_note')}
          />
        </StatList>
        <div className={styles.picture}>
          {coverage.jurisdictions.length > 0 && <CoverageMap coverage={coverage} />}
          <Attention coverage={coverage} />
        </div>
        <FilterBar>
          <FilterSelect
            label={t('succession.coverage.ahead')}
            value={known}
            all={t('succession.coverage.years', { count: 1 })}
            options={YEARS.map((value) => ({
              value,
              label: t('succession.coverage.years', { count: Number(value) }),
            }))}
            onChange={(value) => filter({ years: value })}
          />
        </FilterBar>
        {seats.length > 0 && <SeatCalendar coverage={coverage} />}
        <DataTable
          caption={t('succession.coverage.table')}
          rows={seats}
          rowKey={(seat) => seat.seat_id}
          columns={[
            {
              id: 'region',
              header: t('succession.region'),
              cell: (seat) => `${seat.region_name}, ${seat.seat_name}`,
            },
            {
              id: 'state',
              header: t('succession.state'),
              cell: (seat) => <SeatBadge state={seat.state} />,
            },
            {
              id: 'who',
              header: t('succession.calendar.who'),
              cell: (seat) =>
                seat.terms.length === 0
                  ? t('succession.calendar.nobody')
                  : seat.terms.map((term, at) => (
                      <span key={term.term_id}>
                        {at > 0 && ', '}
                        {mayJudge ? (
                          <AppLink to={`/terms/${term.term_id}/readiness`}>
                            {term.person_name}
                          </AppLink>
                        ) : (
                          term.person_name
                        )}
                      </span>
                    )),
            },
            {
              id: 'until',
              header: t('succession.covered_until'),
              cell: (seat) => (seat.covered_until ? dates.date(seat.covered_until) : '—'),
            },
            {
              id: 'days',
              header: t('succession.uncovered_days'),
              numeric: true,
              cell: (seat) => number(seat.uncovered_days),
            },
          ]}
          empty={
            <EmptyState
              title={t(
                coverage.whole_network
                  ? 'succession.coverage.empty'
                  : 'succession.coverage.own_empty',
              )}
              next={t(
                coverage.whole_network
                  ? 'succession.coverage.empty_next'
                  : 'succession.coverage.own_empty_next',
              )}
            />
          }
        />
      </Stack>
    </>
  );
}
