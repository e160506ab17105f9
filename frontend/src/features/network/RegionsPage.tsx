// The regions: who lies where, what each carries, and where one seat carries too much.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { BarRow } from '../../shared/charts/BarRow';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterSelect } from '../../shared/ui/Filters';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { LoadCard } from './LoadCard';
import { loads, MEASURES, type Measure } from './load';
import { RegionMap } from './RegionMap';
import styles from './RegionsPage.module.css';
import { jurisdictionsQuery, regionLoadsQuery, regionsQuery } from './reading';

const RegionDialog = lazy(() => import('./RegionDialog'));

export default function RegionsPage() {
  const t = useT();
  const { number } = useNumbers();
  const maySeeTerms = useCan('view_terms');
  const [measure, setMeasure] = useState<Measure>('institutions');
  const regions = useSuspenseQuery(regionsQuery).data;
  const jurisdictions = useSuspenseQuery(jurisdictionsQuery).data;
  const names = new Map(jurisdictions.map(({ code, name }) => [code, name]));
  const proposed = useQuery({ ...regionLoadsQuery(measure), enabled: maySeeTerms }).data?.next_seat;
  const off = useDisabledReason('change_network');
  const [making, setMaking] = useState(false);
  const load = loads(regions, measure);
  const next = new Set(proposed?.region_ids ?? []);
  const most = Math.max(1, ...load.map((each) => each.carried));
  const sum = (of: 'institutions' | 'staff' | 'seats') =>
    regions.reduce((total, region) => total + region[of], 0);
  return (
    <>
      <PageHeader
        title={t('network.regions.title')}
        lead={t('network.regions.lead')}
        actions={
          <>
            <Button disabledReason={off} reasonHidden onPress={() => setMaking(true)}>
              {t('network.region_dialog.make')}
            </Button>
            <ButtonLink to="/seats">{t('network.regions.open_seat')}</ButtonLink>
            <ButtonLink to="/region-changes">{t('network.moves.title')}</ButtonLink>
          </>
        }
      />
      <Stack gap="l">
        <StatList>
          <Stat
            label={t('network.regions.title')}
            value={number(regions.length)}
            note={t('network.regions.jurisdictions', { count: jurisdictions.length })}
          />
          <Stat label={t('network.institutions.title')} value={number(sum('institutions'))} />
          <Stat
            label={t('network.staff')}
            value={number(sum('staff'), 0)}
            note={t('network.staff_note')}
          />
          <Stat label={t('network.seats')} value={number(sum('seats'))} />
        </StatList>
        {regions.length > 0 && (
          <div className={styles.picture}>
            <RegionMap loads={load} measure={measure} names={names} next={next} />
            <section className={styles.side} aria-labelledby="load-by-region">
              <h2 id="load-by-region">{t('network.load.by_region')}</h2>
              <FilterSelect
                label={t('network.load.measure')}
                value={measure === 'institutions' ? undefined : measure}
                all={t('network.load.title.institutions')}
                options={MEASURES.filter((each) => each !== 'institutions').map((each) => ({
                  value: each,
                  label: t(`network.load.title.${each}`),
                }))}
                onChange={(value) => setMeasure((value as Measure) ?? 'institutions')}
              />
              <ul className={styles.bars}>
                {load.map(({ region, carried, perSeat }) => (
                  <BarRow
                    key={region.id}
                    label={`${region.code} ${region.name}`}
                    figure={
                      perSeat === null
                        ? t('network.load.no_seat', { carried: number(carried, 0) })
                        : number(perSeat, 0)
                    }
                    share={carried / most}
                    minus={perSeat === null}
                  />
                ))}
              </ul>
            </section>
          </div>
        )}
        {maySeeTerms && <LoadCard />}
        <DataTable
          caption={t('network.regions.table')}
          rows={load}
          rowKey={({ region }) => region.id}
          columns={[
            {
              id: 'name',
              header: t('network.region'),
              cell: ({ region }) => (
                <AppLink to={`/regions/${region.id}`}>{`${region.code} ${region.name}`}</AppLink>
              ),
            },
            {
              id: 'jurisdictions',
              header: t('network.jurisdictions'),
              cell: ({ region }) => region.jurisdictions.join(', '),
            },
            {
              id: 'institutions',
              header: t('network.institutions.title'),
              numeric: true,
              cell: ({ region }) => number(region.institutions),
            },
            {
              id: 'staff',
              header: t('network.staff'),
              numeric: true,
              cell: ({ region }) => number(region.staff, 0),
            },
            {
              id: 'seats',
              header: t('network.seats'),
              numeric: true,
              cell: ({ region }) => number(region.seats),
            },
          ]}
          empty={
            <EmptyState title={t('network.regions.empty')} next={t('network.regions.empty_next')} />
          }
        />
      </Stack>
      {making && (
        <Suspense fallback={null}>
          <RegionDialog region={undefined} onClose={() => setMaking(false)} />
        </Suspense>
      )}
    </>
  );
}
