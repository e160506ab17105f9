// For anybody: the seats one can apply for, the next to close first.
import { listPublicOpenings, type PublicOpeningView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import styles from './Public.module.css';

export default function PublicOpeningsPage() {
  const t = useT();
  const dates = useDates();
  return (
    <>
      <PageHeader title={t('recruitment.public.title')} lead={t('recruitment.public.lead')} />
      <PagedList<PublicOpeningView>
        queryKey={['public-openings']}
        read={async (page, signal) => (await listPublicOpenings({ query: page, signal })).data}
        label={t('recruitment.public.title')}
        empty={
          <EmptyState
            title={t('recruitment.public.empty')}
            next={t('recruitment.public.empty_next')}
          />
        }
      >
        {(openings) => (
          <ul className={styles.list}>
            {openings.map((opening) => (
              <li key={opening.id}>
                <h2 className={styles.title}>
                  <AppLink to="/openings/$opening_id" params={{ opening_id: opening.id }}>
                    {opening.title}
                  </AppLink>
                </h2>
                <p className={styles.facts}>
                  {t('recruitment.public.term', {
                    region: opening.region_name,
                    from: dates.month(opening.term_starts_on),
                    to: dates.month(opening.term_ends_on),
                  })}
                </p>
                <p className={styles.facts}>
                  {opening.accepts_applications ? (
                    t('recruitment.public.until', { day: dates.date(opening.closes_on) })
                  ) : (
                    <Badge>{t('recruitment.public.over')}</Badge>
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </>
  );
}
