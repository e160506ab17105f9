// Stakeholders and experts whom the task force wants to win over: in columns by state or as a table, as the person likes.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { StakeholderView } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/ui/Filters';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { ViewChoice } from '../../shared/ui/ViewChoice';
import { stakeholdersQuery } from './queries';
import { StakeholdersBoard } from './StakeholdersBoard';
import { StakeholdersTable } from './StakeholdersTable';
import { KINDS, ownersOf, shownOf } from './stakeholders';

const StakeholderDialog = lazy(() => import('./StakeholderDialog'));
const MoveStakeholderDialog = lazy(() => import('./MoveStakeholderDialog'));

export default function StakeholdersPage() {
  const t = useT();
  const off = useDisabledReason('change_plan');
  const [filters, filter] = useFilters(['as', 'q', 'kind', 'owner']);
  const [adding, setAdding] = useState(false);
  const [moving, setMoving] = useState<StakeholderView | null>(null);
  const stakeholders = useSuspenseQuery(stakeholdersQuery).data;
  const shown = shownOf(stakeholders, filters);
  const view = filters.as === 'table' ? 'table' : 'board';
  const add = (
    <Button tone="primary" disabledReason={off} onPress={() => setAdding(true)}>
      {t('governance.stakeholders.add')}
    </Button>
  );
  const narrowed = Boolean(filters.q ?? filters.kind ?? filters.owner);
  const list = { stakeholders: shown, off, onMove: setMoving };
  return (
    <>
      <PageHeader
        title={t('governance.stakeholders.title')}
        lead={t('governance.stakeholders.lead')}
        actions={stakeholders.length > 0 && add}
      />
      {stakeholders.length === 0 ? (
        <EmptyState
          title={t('governance.stakeholders.empty')}
          next={t('governance.stakeholders.empty_next')}
          action={add}
        />
      ) : (
        <Stack>
          <FilterBar>
            <SearchBox
              label={t('governance.stakeholders.search')}
              value={filters.q}
              onSearch={(q) => filter({ q })}
            />
            <FilterSelect
              label={t('governance.stakeholders.kind')}
              value={filters.kind}
              options={KINDS.map((value) => ({
                value,
                label: t(`governance.stakeholders.kind_${value}`),
              }))}
              onChange={(kind) => filter({ kind })}
            />
            <FilterSelect
              label={t('governance.stakeholders.owner')}
              value={filters.owner}
              options={ownersOf(stakeholders)}
              onChange={(owner) => filter({ owner })}
            />
          </FilterBar>
          <ViewChoice
            label={t('governance.stakeholders.show_as')}
            value={view}
            options={[
              { value: 'board', label: t('governance.stakeholders.as_board') },
              { value: 'table', label: t('governance.stakeholders.as_table') },
            ]}
            onChange={(as) => filter({ as: as === 'board' ? undefined : as })}
          />
          <p role="status">
            {narrowed &&
              t('governance.stakeholders.found', { shown: shown.length, all: stakeholders.length })}
          </p>
          {view === 'board' ? <StakeholdersBoard {...list} /> : <StakeholdersTable {...list} />}
        </Stack>
      )}
      <Suspense>
        {adding && <StakeholderDialog stakeholder={undefined} onClose={() => setAdding(false)} />}
        {moving && <MoveStakeholderDialog stakeholder={moving} onClose={() => setMoving(null)} />}
      </Suspense>
    </>
  );
}
