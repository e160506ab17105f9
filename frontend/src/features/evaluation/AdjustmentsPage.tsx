// All adjustments of the program, whatever finding they come from.
import type { AdjustmentState } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Adjustments } from './Adjustments';

const STATES: readonly AdjustmentState[] = ['planned', 'in_progress', 'done', 'dropped'];

export default function AdjustmentsPage() {
  const t = useT();
  const [filters, filter] = useFilters(['state']);
  const state = STATES.find((each) => each === filters.state);
  return (
    <>
      <PageHeader
        title={t('evaluation.adjustments.title')}
        lead={t('evaluation.adjustments.lead')}
      />
      <Stack gap="l">
        <FilterBar>
          <FilterSelect
            label={t('evaluation.state')}
            value={state}
            options={STATES.map((value) => ({
              value,
              label: t(`evaluation.adjustment.state.${value}`),
            }))}
            onChange={(value) => filter({ state: value })}
          />
        </FilterBar>
        <Adjustments
          filter={state ? { state } : {}}
          empty={
            <EmptyState
              title={t('evaluation.adjustments.empty')}
              next={t('evaluation.adjustments.empty_next')}
              action={<ButtonLink to="/findings">{t('evaluation.findings.title')}</ButtonLink>}
            />
          }
        />
      </Stack>
    </>
  );
}
