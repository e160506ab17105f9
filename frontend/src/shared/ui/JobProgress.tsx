// Long work under way: how far it is, a way to stop it, and what came of it; asks the server until it ends.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { cancelJob, getJob, type JobView } from '../../gen';
import { useNumbers, useT } from '../i18n/useT';
import { Button } from './Button';
import { ErrorState } from './ErrorState';
import styles from './JobProgress.module.css';
import { ProgressBar } from './ProgressBar';
import { Skeleton } from './Skeleton';

interface JobProgressProps {
  jobId: string;
  /** What is being done, such as 'Checking the file'. */
  label: string;
  /** Called once, when the job ends while it is being watched or has ended already. */
  onEnd?: (job: JobView) => void;
  /** Shown when it has succeeded; otherwise the bar stays, full. */
  children?: ReactNode;
}

const ASK_EVERY_MS = 700;
export const isOpenJob = (state: JobView['state']) => state === 'queued' || state === 'running';

export function JobProgress({ jobId, label, onEnd, children }: JobProgressProps) {
  const t = useT();
  const { number } = useNumbers();
  const queries = useQueryClient();
  const queryKey = ['job', jobId];
  const { data: job, error } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await getJob({ path: { id: jobId }, signal })).data,
    refetchInterval: ({ state }) =>
      state.data && !isOpenJob(state.data.state) ? false : ASK_EVERY_MS,
    staleTime: 0,
  });
  const cancel = useMutation({
    mutationFn: () => cancelJob({ path: { id: jobId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
  const told = useRef(false);
  const ended = job && !isOpenJob(job.state);
  useEffect(() => {
    if (!ended || told.current) return;
    told.current = true;
    onEnd?.(job);
  }, [ended, job, onEnd]);

  if (error) return <ErrorState error={error} />;
  if (!job) return <Skeleton lines={1} />;
  if (job.state === 'succeeded' && children) return <>{children}</>;
  if (job.state === 'failed' || job.state === 'cancelled') {
    return (
      <div className={styles.over} role="status">
        <p className={styles.state}>{t(`job.state.${job.state}`)}</p>
        <p>{job.problem ?? t(`job.over.${job.state}`)}</p>
      </div>
    );
  }
  const counted = job.total > 1;
  const text = counted
    ? t('job.done_of', { done: number(job.done), total: number(job.total) })
    : t(`job.state.${job.state}`);
  // One step only: there is nothing to measure until it ends.
  const measured = counted || job.state === 'succeeded' ? { progress: job.progress } : {};
  return (
    <div className={styles.job}>
      <ProgressBar label={label} text={text} {...measured} />
      {isOpenJob(job.state) && (
        <div>
          <Button
            pending={cancel.isPending}
            onPress={() => cancel.mutate()}
            disabledReason={job.cancel_requested ? t('job.stopping') : undefined}
            labelSuffix={`: ${label}`}
          >
            {t('job.cancel')}
          </Button>
        </div>
      )}
      {cancel.error && <ErrorState error={cancel.error} />}
    </div>
  );
}
