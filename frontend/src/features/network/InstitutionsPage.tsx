// The institutions: libraries, schools and employers of the network, searched and narrowed.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listInstitutions, type Setting } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { asWritten } from '../../shared/i18n/published';
import { SETTINGS } from '../../shared/i18n/settings';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { AddInstitutionDialog } from './AddInstitutionDialog';
import { useCount } from './counts';
import { institutionsKey, jurisdictionsQuery, regionsQuery } from './reading';

export default function InstitutionsPage() {
  const t = useT();
  const count = useCount();
  const [{ q, region, jurisdiction, setting }, filter] = useFilters([
    'q',
    'region',
    'jurisdiction',
    'setting',
  ]);
  const [adding, setAdding] = useState(false);
  const mayNotImport = useDisabledReason('import_data');
  const off = useDisabledReason('change_network');
  const regions = useSuspenseQuery(regionsQuery).data;
  const jurisdictions = useSuspenseQuery(jurisdictionsQuery).data;
  const narrowed = Boolean(q || region || jurisdiction || setting);
  const place = (code: string) => jurisdictions.find((each) => each.code === code)?.name ?? code;
  return (
    <>
      <PageHeader
        title={t('network.institutions.title')}
        lead={t('network.institutions.lead')}
        actions={
          <>
            <Button disabledReason={off} onPress={() => setAdding(true)}>
              {t('network.add_institution.action')}
            </Button>
            {off === undefined && (
              <ButtonLink to="/institution-duplicates">{t('network.duplicates.title')}</ButtonLink>
            )}
            {mayNotImport === undefined && (
              <ButtonLink to="/imports" tone="primary">
                {t('network.imports.action')}
              </ButtonLink>
            )}
          </>
        }
      />
      <Stack gap="l">
        <FilterBar>
          <SearchBox
            label={t('network.institutions.search')}
            value={q}
            onSearch={(words) => filter({ q: words })}
          />
          <FilterSelect
            label={t('network.region')}
            value={region}
            all={t('network.all_regions')}
            options={regions.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => filter({ region: value, jurisdiction: undefined })}
          />
          <FilterSelect
            label={t('network.jurisdiction')}
            value={jurisdiction}
            all={t('network.all_jurisdictions')}
            options={jurisdictions
              .filter((each) => !region || each.region_id === region)
              .map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(value) => filter({ jurisdiction: value })}
          />
          <FilterSelect
            label={t('network.setting')}
            value={setting}
            all={t('network.all_settings')}
            options={SETTINGS.map((each) => ({ value: each, label: t(`setting.${each}`) }))}
            onChange={(value) => filter({ setting: value })}
          />
        </FilterBar>
        <PagedList
          label={t('network.institutions.title')}
          queryKey={[...institutionsKey, q, region, jurisdiction, setting]}
          read={async (page, signal) => {
            const query = {
              ...page,
              ...(q ? { q } : {}),
              ...(region ? { region_id: region } : {}),
              ...(jurisdiction ? { jurisdiction } : {}),
              ...(setting ? { setting: setting as Setting } : {}),
            };
            return (await listInstitutions({ query, signal })).data;
          }}
          empty={
            narrowed ? (
              <EmptyState
                title={t('network.institutions.none_found')}
                next={t('network.institutions.none_found_next')}
                action={
                  <Button
                    onPress={() =>
                      filter({
                        q: undefined,
                        region: undefined,
                        jurisdiction: undefined,
                        setting: undefined,
                      })
                    }
                  >
                    {t('network.clear_filters')}
                  </Button>
                }
              />
            ) : (
              <EmptyState
                title={t('network.institutions.empty')}
                next={t('network.institutions.empty_next')}
                action={
                  mayNotImport === undefined && (
                    <ButtonLink to="/imports" tone="primary">
                      {t('network.imports.action')}
                    </ButtonLink>
                  )
                }
              />
            )
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('network.institutions.title')}
              captionHidden
              rows={rows}
              rowKey={(row) => row.id}
              busy={busy}
              columns={[
                {
                  id: 'name',
                  header: t('network.institution'),
                  cell: (row) => (
                    <AppLink to={`/institutions/${row.id}`}>{asWritten(row.name)}</AppLink>
                  ),
                },
                {
                  id: 'place',
                  header: t('network.place'),
                  cell: (row) =>
                    [row.city && asWritten(row.city), place(row.jurisdiction)]
                      .filter(Boolean)
                      .join(', '),
                },
                {
                  id: 'setting',
                  header: t('network.setting'),
                  cell: (row) => t(`setting.${row.setting}`),
                },
                {
                  id: 'staff',
                  header: t('network.staff'),
                  numeric: true,
                  cell: (row) => count(row.staff, 1),
                },
                {
                  id: 'population',
                  header: t('network.population'),
                  numeric: true,
                  cell: (row) => count(row.population),
                },
                {
                  id: 'visits',
                  header: t('network.visits'),
                  numeric: true,
                  cell: (row) => count(row.visits),
                },
              ]}
              empty={null}
            />
          )}
        </PagedList>
      </Stack>
      {adding && <AddInstitutionDialog onClose={() => setAdding(false)} />}
    </>
  );
}
