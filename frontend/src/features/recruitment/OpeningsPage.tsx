// Every opening with its state and how many applied; a reviewer sees those with applications to review.
import { listOpenings, type OpeningState, type OpeningView } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { OPENING_STATES, OpeningBadge } from './states';

const asState = (text: string | undefined) =>
  OPENING_STATES.find((state): state is OpeningState => state === text);

export default function OpeningsPage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const manages = useCan('manage_openings');
  const reviews = useCan('review_applications');
  const [filters, change] = useFilters(['state']);
  const state = asState(filters.state);
  const query = state ? { state } : {};
  const actions = (
    <>
      {reviews && (
        <ButtonLink to="/reviews" tone={manages ? 'secondary' : 'primary'}>
          {t('recruitment.nav.reviews')}
        </ButtonLink>
      )}
      {manages && (
        <ButtonLink to="/recruitment/new" tone="primary">
          {t('recruitment.openings.new')}
        </ButtonLink>
      )}
    </>
  );
  return (
    <>
      <PageHeader
        title={t('recruitment.nav.openings')}
        lead={t(manages ? 'recruitment.openings.lead' : 'recruitment.openings.lead_reviewer')}
        actions={actions}
      />
      <Stack>
        <FilterBar>
          <FilterSelect
            label={t('recruitment.state')}
            value={state}
            options={OPENING_STATES.map((value) => ({
              value,
              label: t(`recruitment.opening_state.${value}`),
            }))}
            onChange={(value) => change({ state: value })}
          />
        </FilterBar>
        <PagedList<OpeningView>
          queryKey={['recruitment', 'openings', query]}
          read={async (page, signal) =>
            (await listOpenings({ query: { ...query, ...page }, signal })).data
          }
          label={t('recruitment.nav.openings')}
          empty={<NoOpenings filtered={state !== undefined} manages={manages} />}
        >
          {(openings) => (
            <DataTable
              caption={t('recruitment.nav.openings')}
              captionHidden
              rows={openings}
              rowKey={(opening) => opening.id}
              columns={[
                {
                  id: 'title',
                  header: t('recruitment.opening'),
                  cell: (opening) => (
                    <AppLink to="/recruitment/$opening_id" params={{ opening_id: opening.id }}>
                      {opening.title}
                    </AppLink>
                  ),
                },
                {
                  id: 'region',
                  header: t('recruitment.region'),
                  cell: (opening) => opening.region_name,
                },
                {
                  id: 'state',
                  header: t('recruitment.state'),
                  cell: (opening) => (
                    <OpeningBadge state={opening.state} accepts={opening.accepts_applications} />
                  ),
                },
                {
                  id: 'closes',
                  header: t('recruitment.closes'),
                  cell: (opening) => dates.date(opening.closes_on),
                },
                {
                  id: 'applications',
                  header: t('recruitment.applications'),
                  cell: (opening) => number(opening.applications),
                  numeric: true,
                },
              ]}
              empty={null}
            />
          )}
        </PagedList>
      </Stack>
    </>
  );
}

function NoOpenings({ filtered, manages }: { filtered: boolean; manages: boolean }) {
  const t = useT();
  if (filtered)
    return (
      <EmptyState
        title={t('recruitment.openings.none_such')}
        next={t('recruitment.openings.none_such_next')}
      />
    );
  if (!manages)
    return (
      <EmptyState
        title={t('recruitment.reviews.empty')}
        next={t('recruitment.reviews.empty_next')}
      />
    );
  return (
    <EmptyState
      title={t('recruitment.openings.empty')}
      next={t('recruitment.openings.empty_next')}
      action={<ButtonLink to="/recruitment/new">{t('recruitment.openings.new')}</ButtonLink>}
    />
  );
}
