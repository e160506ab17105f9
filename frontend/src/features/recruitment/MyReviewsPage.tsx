// The applications that I am asked to review: what is open first in sight, what is written can still be changed.
import { listMyReviews, type MyReviewView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { useApplicant } from './applicant';

export default function MyReviewsPage() {
  const t = useT();
  const called = useApplicant();
  return (
    <>
      <PageHeader title={t('recruitment.nav.reviews')} lead={t('recruitment.reviews.lead')} />
      <PagedList<MyReviewView>
        queryKey={['recruitment', 'my-reviews']}
        read={async (page, signal) => (await listMyReviews({ query: page, signal })).data}
        label={t('recruitment.nav.reviews')}
        empty={
          <EmptyState
            title={t('recruitment.reviews.empty')}
            next={t('recruitment.reviews.empty_next')}
          />
        }
      >
        {(asked) => (
          <DataTable
            caption={t('recruitment.nav.reviews')}
            captionHidden
            rows={[...asked].sort((a, b) => Number(waits(b)) - Number(waits(a)))}
            rowKey={(one) => one.id}
            columns={[
              {
                id: 'who',
                header: t('recruitment.applicant'),
                cell: (one) => (
                  <AppLink
                    to={
                      one.application_state === 'in_review'
                        ? '/reviews/$application_id'
                        : '/recruitment/applications/$application_id'
                    }
                    params={{ application_id: one.application_id }}
                  >
                    {called({ ...one, name: one.applicant_name })}
                  </AppLink>
                ),
              },
              {
                id: 'institution',
                header: t('recruitment.institution'),
                cell: (one) => one.applicant_institution ?? t('recruitment.blind.hidden'),
              },
              {
                id: 'opening',
                header: t('recruitment.opening'),
                cell: (one) => one.opening_title,
              },
              {
                id: 'mine',
                header: t('recruitment.reviews.mine'),
                cell: (one) => <Mine one={one} />,
              },
            ]}
            empty={null}
          />
        )}
      </PagedList>
    </>
  );
}

const waits = (one: MyReviewView) => !one.review && one.application_state === 'in_review';

function Mine({ one }: { one: MyReviewView }) {
  const t = useT();
  const dates = useDates();
  if (one.review)
    return (
      <Badge tone="good">
        {t('recruitment.reviews.written', { day: dates.day(one.review.updated_at) })}
      </Badge>
    );
  if (waits(one)) return <Badge tone="attention">{t('recruitment.reviews.waits')}</Badge>;
  return <Badge>{t('recruitment.reviews.decided')}</Badge>;
}
