// What narrows the list of pairs, and in which order they stand.
import {
  type ExportProposalsData,
  exportProposals,
  type ProposalState,
  type RoundView,
} from '../../gen';
import { SheetButton } from '../../shared/files/SheetButton';
import { useT } from '../../shared/i18n/useT';
import type { Filters } from '../../shared/routing/useFilters';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/ui/Filters';
import { RegionFilter } from './RegionFilter';
import { SHOWN, SORTS } from './workbenchRows';

const ASKED_STATES: readonly ProposalState[] = [
  'published',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
  'ended',
];

type Names = 'region_id' | 'state' | 'name' | 'show' | 'sort';

interface WorkbenchFiltersProps {
  round: RoundView;
  filters: Filters<Names>;
  onChange: (changes: Partial<Filters<Names>>) => void;
}

export function WorkbenchFilters({ round, filters, onChange }: WorkbenchFiltersProps) {
  const t = useT();
  const { region_id, state, name, show, sort } = filters;
  return (
    <FilterBar>
      <SearchBox
        label={t('matching.pairs.find')}
        value={name}
        onSearch={(words) => onChange({ name: words })}
      />
      {!round.region_id && (
        <RegionFilter value={region_id} onChange={(next) => onChange({ region_id: next })} />
      )}
      {round.state === 'published' ? (
        <FilterSelect
          label={t('matching.state')}
          value={state}
          options={ASKED_STATES.map((value) => ({
            value,
            label: t(`matching.proposal.state.${value}`),
          }))}
          onChange={(next) => onChange({ state: next })}
        />
      ) : (
        <FilterSelect
          label={t('matching.workbench.show')}
          value={show}
          options={SHOWN.map((value) => ({ value, label: t(`matching.workbench.show.${value}`) }))}
          onChange={(next) => onChange({ show: next })}
        />
      )}
      <FilterSelect
        label={t('matching.workbench.sort')}
        value={sort === 'points' ? undefined : sort}
        all={t('matching.workbench.sort.points')}
        options={SORTS.filter((value) => value !== 'points').map((value) => ({
          value,
          label: t(`matching.workbench.sort.${value}`),
        }))}
        onChange={(next) => onChange({ sort: next })}
      />
      <SheetButton
        label={t('matching.sheet')}
        name={`proposals-${round.id}`}
        read={() => exportProposals({ path: { id: round.id }, query: wanted(filters) })}
      />
    </FilterBar>
  );
}

/** As far as the server narrows; what only the workbench shows (noted, weak, the last step) is narrowed in the sheet. */
function wanted({ region_id, state, name, show, sort }: Filters<Names>) {
  const query: NonNullable<ExportProposalsData['query']> = {};
  if (region_id) query.region_id = region_id;
  if (state) query.state = state as ProposalState;
  if (name) query.q = name;
  if (show === 'locked') query.locked = true;
  if (show === 'open') query.approved = false;
  if (show === 'changed') query.changed_since = 0;
  if (sort === 'points_up') query.sort = 'points_asc';
  if (sort === 'mentee') query.sort = 'name';
  return query;
}
