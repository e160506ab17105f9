// How much there is to look after: for each region its coordinators, its pairings, and what is above the network's limits.
import { useSuspenseQuery } from '@tanstack/react-query';
import { type CaseloadView, exportCaseload, type RegionCaseload } from '../../gen';
import { SheetButton } from '../../shared/files/SheetButton';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { Stack } from '../../shared/ui/Stack';
import styles from './Caseload.module.css';
import { caseloadQuery } from './data';

const FIGURES = [
  'active',
  'paused',
  'stalled',
  'ending_soon',
  'unsigned',
  'open_questions',
] as const;

export function Caseload() {
  const caseload = useSuspenseQuery(caseloadQuery).data;
  const [only] = caseload.items;
  if (!only) return null;
  return caseload.items.length === 1 ? (
    <OneRegion row={only} limits={caseload} />
  ) : (
    <Regions caseload={caseload} />
  );
}

const digits = (value: number) => (Number.isInteger(value) ? 0 : 1);

function OneRegion({ row, limits }: { row: RegionCaseload; limits: CaseloadView }) {
  const t = useT();
  const { number } = useNumbers();
  return (
    <Card
      title={t('mentorships.caseload.of', { region: row.region_name })}
      aside={<Coordinators row={row} />}
      attention={row.too_many_pairings || row.too_many_stalled}
    >
      <Stack>
        <dl className={styles.figures}>
          {FIGURES.map((figure) => (
            <div key={figure}>
              <dt>{t(`mentorships.caseload.${figure}`)}</dt>
              <dd>{number(row[figure])}</dd>
            </div>
          ))}
          {row.per_coordinator !== null && (
            <div>
              <dt>{t('mentorships.caseload.per_coordinator')}</dt>
              <dd>{number(row.per_coordinator, digits(row.per_coordinator))}</dd>
            </div>
          )}
        </dl>
        <Warnings row={row} limits={limits} />
        <ByCoordinator caseload={limits} />
        <div>
          <Sheet />
        </div>
      </Stack>
    </Card>
  );
}

function Sheet() {
  const t = useT();
  return (
    <SheetButton label={t('mentorships.sheet')} name="caseload" read={() => exportCaseload()} />
  );
}

/** Nobody shares with themselves: of one coordinator everything is said already. */
function ByCoordinator({ caseload }: { caseload: CaseloadView }) {
  const t = useT();
  const { number } = useNumbers();
  if (caseload.coordinators.length < 2) return null;
  return (
    <DataTable
      caption={t('mentorships.caseload.coordinators')}
      rows={caseload.coordinators}
      rowKey={({ person_id }) => person_id}
      empty={null}
      columns={[
        {
          id: 'name',
          header: t('mentorships.caseload.coordinator'),
          cell: (row) => (
            <>
              {row.name}
              <span className={styles.who}>{row.regions.join(', ')}</span>
              <Warnings row={row} limits={caseload} />
            </>
          ),
        },
        {
          id: 'pairings',
          header: t('mentorships.caseload.share'),
          numeric: true,
          cell: ({ pairings }) => number(pairings, digits(pairings)),
        },
        {
          id: 'stalled',
          header: t('mentorships.caseload.stalled'),
          numeric: true,
          cell: ({ stalled }) => number(stalled),
        },
      ]}
    />
  );
}

interface WarningsProps {
  row: Pick<RegionCaseload, 'too_many_pairings' | 'too_many_stalled'>;
  limits: CaseloadView;
}

function Warnings({ row, limits }: WarningsProps) {
  const t = useT();
  if (!row.too_many_pairings && !row.too_many_stalled) return null;
  return (
    <ul className={styles.warnings}>
      {row.too_many_pairings && (
        <li>
          <Badge tone="danger">
            {t('mentorships.caseload.too_many_pairings', { most: limits.most_pairings })}
          </Badge>
        </li>
      )}
      {row.too_many_stalled && (
        <li>
          <Badge tone="danger">
            {t('mentorships.caseload.too_many_stalled', { most: limits.most_stalled })}
          </Badge>
        </li>
      )}
    </ul>
  );
}

function Coordinators({ row }: { row: RegionCaseload }) {
  const t = useT();
  return row.coordinators.length > 0
    ? row.coordinators.map(({ name }) => name).join(', ')
    : t('mentorships.caseload.nobody');
}

function Regions({ caseload }: { caseload: CaseloadView }) {
  const t = useT();
  const { number } = useNumbers();
  const { items } = caseload;
  const sum = (figure: 'active' | 'stalled') =>
    items.reduce((total, row) => total + row[figure], 0);
  return (
    <details className={styles.regions}>
      <summary>
        <h2>{t('mentorships.caseload')}</h2>
        <span className={styles.total}>
          {t('mentorships.caseload.total', {
            active: sum('active'),
            stalled: sum('stalled'),
            uncovered: items.filter(({ coordinators }) => coordinators.length === 0).length,
          })}
        </span>
      </summary>
      <DataTable
        caption={t('mentorships.caseload')}
        captionHidden
        rows={caseload.items}
        rowKey={({ region_id }) => region_id}
        empty={null}
        columns={[
          {
            id: 'region',
            header: t('mentorships.region'),
            cell: (row) => (
              <>
                {row.region_name}
                <span className={styles.who}>
                  <Coordinators row={row} />
                </span>
                <Warnings row={row} limits={caseload} />
              </>
            ),
          },
          ...FIGURES.map((figure) => ({
            id: figure,
            header: t(`mentorships.caseload.${figure}`),
            numeric: true,
            cell: (row: RegionCaseload) => number(row[figure]),
          })),
          {
            id: 'per_coordinator',
            header: t('mentorships.caseload.per_coordinator'),
            numeric: true,
            cell: ({ per_coordinator }) =>
              per_coordinator === null ? '—' : number(per_coordinator, digits(per_coordinator)),
          },
        ]}
      />
      <ByCoordinator caseload={caseload} />
      <Sheet />
    </details>
  );
}
