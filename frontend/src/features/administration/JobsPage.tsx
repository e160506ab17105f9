// Jobs that wait or are at work, each with its progress and a way to stop it.
import { useQuery } from '@tanstack/react-query';
import { getDashboard } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { JobProgress } from '../../shared/ui/JobProgress';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { useJobWords } from './jobWords';

const LOOK_EVERY_MS = 3000;

export default function JobsPage() {
  const t = useT();
  const words = useJobWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['dashboard', 'jobs'],
    queryFn: async ({ signal }) => (await getDashboard({ signal })).data.jobs,
    refetchInterval: LOOK_EVERY_MS,
  });
  return (
    <>
      <PageHeader title={t('administration.jobs.title')} lead={t('administration.jobs.lead')} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={4} />}
      {data?.length === 0 && (
        <EmptyState
          title={t('administration.jobs.empty')}
          next={t('administration.jobs.empty_next')}
        />
      )}
      <Stack>
        {data?.map((job) => (
          <Card
            key={job.id}
            title={words(job.kind)}
            aside={<AppLink to={`/jobs/${job.id}`}>{t('administration.jobs.look')}</AppLink>}
          >
            <JobProgress jobId={job.id} label={words(job.kind)} />
          </Card>
        ))}
      </Stack>
    </>
  );
}
