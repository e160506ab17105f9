// One job: how far it is, and what came of it.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { getJob } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { Card } from '../../shared/ui/Card';
import { Facts } from '../../shared/ui/Facts';
import { JobProgress } from '../../shared/ui/JobProgress';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { useJobWords } from './jobWords';

export default function JobPage() {
  const t = useT();
  const dates = useDates();
  const words = useJobWords();
  const { job_id } = useParams({ strict: false }) as { job_id: string };
  // The same key as JobProgress, which asks again until the job has ended.
  const job = useSuspenseQuery({
    queryKey: ['job', job_id],
    queryFn: async ({ signal }) => (await getJob({ path: { id: job_id }, signal })).data,
  }).data;
  const results = Object.entries(job.result ?? {});
  return (
    <>
      <PageHeader
        title={words(job.kind)}
        badge={
          <StateBadge
            state={job.state}
            label={t(`job.state.${job.state}`)}
            tones={{ succeeded: 'good', failed: 'danger', cancelled: 'attention' }}
          />
        }
      />
      <Stack>
        <Card title={t('administration.jobs.progress')}>
          <JobProgress jobId={job.id} label={words(job.kind)} />
        </Card>
        <Card title={t('administration.jobs.record')}>
          <Facts
            items={[
              { term: t('administration.jobs.begun'), value: dates.dateTime(job.created_at) },
              { term: t('administration.jobs.last_step'), value: dates.dateTime(job.updated_at) },
              ...results.map(([name, value]) => ({
                term: name,
                value: <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>,
              })),
            ]}
          />
        </Card>
      </Stack>
    </>
  );
}
