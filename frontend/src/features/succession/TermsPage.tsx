// The terms being served, each with the way to its readiness and its guide.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { TermView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { guideshipsQuery, termsQuery } from './data';
import { TermBadge } from './states';

const OVER: ReadonlyArray<TermView['state']> = ['graduated', 'ended'];

export default function TermsPage() {
  const t = useT();
  const dates = useDates();
  const [{ past }, filter] = useFilters(['past']);
  const terms = useSuspenseQuery(termsQuery).data;
  const guideships = useSuspenseQuery(guideshipsQuery).data;
  const guide = new Map(guideships.map((each) => [each.term_id, each.guide_name]));
  const shown = terms.filter((term) => OVER.includes(term.state) === (past === 'yes'));
  return (
    <>
      <PageHeader title={t('succession.terms.title')} lead={t('succession.terms.lead')} />
      <Stack gap="l">
        <FilterBar>
          <FilterSelect
            label={t('succession.terms.which')}
            value={past}
            all={t('succession.terms.serving')}
            options={[{ value: 'yes', label: t('succession.terms.over') }]}
            onChange={(value) => filter({ past: value })}
          />
        </FilterBar>
        <DataTable
          caption={t('succession.terms.title')}
          captionHidden
          rows={shown}
          rowKey={(term) => term.id}
          columns={[
            {
              id: 'person',
              header: t('succession.coordinator'),
              cell: (term) => (
                <AppLink to={`/terms/${term.id}/readiness`}>{term.person_name}</AppLink>
              ),
            },
            { id: 'region', header: t('succession.region'), cell: (term) => term.region_name },
            {
              id: 'state',
              header: t('succession.state'),
              cell: (term) => <TermBadge state={term.state} />,
            },
            {
              id: 'from',
              header: t('succession.from'),
              cell: (term) => dates.date(term.starts_on),
            },
            {
              id: 'until',
              header: t('succession.until'),
              cell: (term) => dates.date(term.ends_on),
            },
            {
              id: 'guide',
              header: t('succession.guide'),
              cell: (term) => guide.get(term.id) ?? t('succession.no_guide'),
            },
          ]}
          empty={
            <EmptyState
              title={t('succession.terms.empty')}
              next={t('succession.terms.empty_next')}
            />
          }
        />
      </Stack>
    </>
  );
}
