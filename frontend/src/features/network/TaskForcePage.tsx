// Who sits in the task force and who of them votes, the rules it decides by, and the ways to its work.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { TaskForceSeatView } from '../../gen';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { taskForceQuery, taskForceRulesQuery } from './governance';
import { TaskForceRulesCard } from './TaskForceRulesCard';
import { TaskForceSeats } from './TaskForceSeats';

// Forms come when somebody wants to change something; most only read.
const TaskForceSeatDialog = lazy(() => import('./TaskForceSeatDialog'));
const ChangeSeatDialog = lazy(() => import('./ChangeSeatDialog'));
const EndSeatDialog = lazy(() => import('./EndSeatDialog'));
const TaskForceRulesDialog = lazy(() => import('./TaskForceRulesDialog'));

type Doing =
  | { what: 'give' | 'rules' }
  | { what: 'change'; seat: TaskForceSeatView }
  | { what: 'end'; seat: TaskForceSeatView };

export default function TaskForcePage() {
  const t = useT();
  const off = useDisabledReason('change_plan');
  const meets = useCan('view_task_force');
  const [doing, setDoing] = useState<Doing | null>(null);
  const seats = useSuspenseQuery(taskForceQuery).data;
  const rules = useSuspenseQuery(taskForceRulesQuery).data;
  const stop = () => setDoing(null);
  const give = (
    <Button tone="primary" disabledReason={off} onPress={() => setDoing({ what: 'give' })}>
      {t('network.task_force.give')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('network.task_force.title')}
        lead={t('network.task_force.lead')}
        actions={give}
      />
      <Stack gap="l">
        <Stack row>
          {meets && (
            <ButtonLink to="/task-force/meetings">{t('network.task_force.meetings')}</ButtonLink>
          )}
          <ButtonLink to="/decisions">{t('network.task_force.decisions')}</ButtonLink>
          {meets && (
            <ButtonLink to="/stakeholders">{t('network.task_force.stakeholders')}</ButtonLink>
          )}
        </Stack>
        <TaskForceRulesCard rules={rules} off={off} onChange={() => setDoing({ what: 'rules' })} />
        <TaskForceSeats
          seats={seats}
          off={off}
          onChange={(seat) => setDoing({ what: 'change', seat })}
          onEnd={(seat) => setDoing({ what: 'end', seat })}
        />
      </Stack>
      <Suspense>
        {doing?.what === 'give' && <TaskForceSeatDialog onClose={stop} />}
        {doing?.what === 'rules' && <TaskForceRulesDialog rules={rules} onClose={stop} />}
        {doing?.what === 'change' && <ChangeSeatDialog seat={doing.seat} onClose={stop} />}
        {doing?.what === 'end' && <EndSeatDialog seat={doing.seat} onClose={stop} />}
      </Suspense>
    </>
  );
}
