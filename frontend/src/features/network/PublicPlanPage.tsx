// For anybody: what the task force shows of itself, to read and to print.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getPublicPlan } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { publicPagesQuery } from '../../shared/published/publicPages';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { PublicPlan } from './PublicPlan';
import styles from './PublicPlan.module.css';

export default function PublicPlanPage() {
  const t = useT();
  const published = useSuspenseQuery(publicPagesQuery).data.plan;
  const { data, error, refetch } = useQuery({
    queryKey: ['public-plan'],
    queryFn: async ({ signal }) => (await getPublicPlan({ signal })).data,
    enabled: published,
  });
  return (
    <>
      <PageHeader title={t('network.public.title')} lead={t('network.public.lead')} />
      {!published && (
        <EmptyState title={t('network.public.nothing')} next={t('network.public.nothing_next')} />
      )}
      {published && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {published && !error && !data && <Skeleton lines={10} />}
      {data && (
        <>
          <PublicPlan plan={data} level={2} />
          <div className={styles.print}>
            <Button onPress={() => window.print()}>{t('network.public.print')}</Button>
          </div>
        </>
      )}
    </>
  );
}
