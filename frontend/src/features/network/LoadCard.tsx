// What each region carries per open seat by a measure, where the next seat belongs, and by which rule.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Measure } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { FilterSelect } from '../../shared/ui/Filters';
import { Stack } from '../../shared/ui/Stack';
import { regionLoadsQuery } from './reading';

const OTHERS: readonly Measure[] = ['staff', 'people', 'enrolments', 'applications'];

export function LoadCard() {
  const t = useT();
  const { number } = useNumbers();
  const [measure, setMeasure] = useState<Measure>('institutions');
  const { data } = useQuery(regionLoadsQuery(measure));
  if (!data) return null;
  const next = data.next_seat;
  const names = data.regions
    .filter(({ region_id }) => next?.region_ids.includes(region_id))
    .map(({ name }) => name);
  return (
    <Card title={t(data.whole_network ? 'network.next_seat.title' : 'network.next_seat.own_title')}>
      <Stack>
        <FilterSelect
          label={t('network.next_seat.measure')}
          value={measure === 'institutions' ? undefined : measure}
          all={t('network.measure_of.institutions')}
          options={OTHERS.map((value) => ({ value, label: t(`network.measure_of.${value}`) }))}
          onChange={(value) => setMeasure((value as Measure | undefined) ?? 'institutions')}
        />
        {data.whole_network ? (
          <>
            <p>
              <strong>
                {next
                  ? t(`network.next_seat.${next.why}`, {
                      regions: names.join(', '),
                      count: names.length,
                    })
                  : t('network.next_seat.none')}
              </strong>
            </p>
            <p>{t('network.next_seat.rule')}</p>
          </>
        ) : (
          <p>{t('network.next_seat.own')}</p>
        )}
        <DataTable
          plain
          caption={t('network.next_seat.table')}
          rows={data.regions}
          rowKey={(region) => region.region_id}
          columns={[
            {
              id: 'region',
              header: t('network.region'),
              cell: (region) => (
                <>
                  {region.name}{' '}
                  {next?.region_ids.includes(region.region_id) && (
                    <Badge tone="attention">{t('network.next_seat.here')}</Badge>
                  )}
                </>
              ),
            },
            {
              id: 'seats',
              header: t('network.next_seat.open_seats'),
              numeric: true,
              cell: (region) => number(region.open_seats),
            },
            {
              id: 'per',
              header: t('network.next_seat.per_seat', {
                measure: t(`network.measure_of.${measure}`),
              }),
              numeric: true,
              cell: (region) => (region.per_seat === null ? '—' : number(region.per_seat, 1)),
            },
            {
              id: 'silent',
              header: t('network.next_seat.silent'),
              numeric: true,
              cell: (region) => number(region.institutions_without_staff),
            },
            {
              id: 'people',
              header: t('network.measure_of.people'),
              numeric: true,
              cell: (region) => number(region.people),
            },
            {
              id: 'enrolments',
              header: t('network.measure_of.enrolments'),
              numeric: true,
              cell: (region) => number(region.enrolments),
            },
            {
              id: 'applications',
              header: t('network.measure_of.applications'),
              numeric: true,
              cell: (region) => number(region.open_applications),
            },
          ]}
          empty={<p>{t('network.next_seat.own_none')}</p>}
        />
      </Stack>
    </Card>
  );
}
