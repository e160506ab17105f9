// Long work under way that the person may watch.
import type { DashboardJob } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { ProgressBar } from '../../shared/ui/ProgressBar';
import { Stack } from '../../shared/ui/Stack';
import { PlaceLink } from './PlaceLink';
import { pageOf } from './places';

const KNOWN = ['import_institutions', 'run_round', 'run_circle_round', 'open_wave'];

export function JobsCard({ jobs }: { jobs: DashboardJob[] }) {
  const t = useT();
  const { number } = useNumbers();
  const { permissions } = useMe();
  return (
    <Card title={t('today.jobs.title')}>
      <Stack>
        {jobs.map(({ id, kind, state, done, total }) => (
          <div key={id}>
            <ProgressBar
              label={KNOWN.includes(kind) ? t(`today.jobs.${kind}`) : kind}
              text={
                total > 1
                  ? t('job.done_of', { done: number(done), total: number(total) })
                  : t(`job.state.${state}`)
              }
              {...(total > 1 ? { progress: done / total } : {})}
            />
            <PlaceLink place={pageOf('job', permissions, id)}>{t('today.jobs.see')}</PlaceLink>
          </div>
        ))}
      </Stack>
    </Card>
  );
}
