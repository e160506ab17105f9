// What narrows the list of pairs, and in which order they stand.
import type { ProposalState, RoundView } from '../../gen';
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
    </FilterBar>
  );
}
