// A round of pairs or of circles that is not there yet: how far its job is, and what comes next.
import { useQuery } from '@tanstack/react-query';
import { getJob, type RoundView } from '../../gen';
import { Card } from '../../shared/ui/Card';
import { JobProgress } from '../../shared/ui/JobProgress';
import { ProgressBar } from '../../shared/ui/ProgressBar';
import { Stack } from '../../shared/ui/Stack';

interface RoundUnderWayProps {
  round: Pick<RoundView, 'state' | 'job_id'>;
  title: string;
  next: string;
  working: string;
  onEnd: () => void;
}

export function RoundUnderWay({ round, title, next, working, onEnd }: RoundUnderWayProps) {
  const jobId = round.job_id ?? '';
  // Who did not start it may read the round, but not its job.
  const { isError: hidden } = useQuery({
    queryKey: ['job', jobId],
    queryFn: async ({ signal }) => (await getJob({ path: { id: jobId }, signal })).data,
    enabled: jobId !== '',
    retry: false,
  });
  return (
    <Card title={title}>
      <Stack>
        <p>{next}</p>
        {jobId !== '' && !hidden && <JobProgress jobId={jobId} label={working} onEnd={onEnd} />}
        {hidden && round.state === 'running' && <ProgressBar label={working} />}
      </Stack>
    </Card>
  );
}
