// The members of a cohort: what each has done of every requirement, and completing the training.
import { useState } from 'react';
import {
  type CohortDetail,
  type CohortMemberView,
  completeCohortMember,
  createCohortMember,
} from '../../gen';
import { ApiProblem } from '../../shared/api/problem';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { PersonField } from '../../shared/form/PersonField';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { Progress } from './Progress';
import { trainingChanged } from './queries';
import { MemberBadge } from './states';

export function Members({ cohort }: { cohort: CohortDetail }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const manages = useCan('manage_training');
  const off = useDisabledReason('manage_training');
  const [adding, setAdding] = useState(false);
  const [completing, setCompleting] = useState<CohortMemberView | null>(null);
  const add = (
    <Button tone="primary" disabledReason={off} onPress={() => setAdding(true)}>
      {t('training.members.add')}
    </Button>
  );
  return (
    <Stack>
      {cohort.members.length > 0 && <div>{add}</div>}
      <DataTable
        caption={t('training.members')}
        captionHidden
        rows={cohort.members}
        rowKey={(member) => member.id}
        columns={[
          {
            id: 'who',
            header: t('training.member'),
            cell: (member) => (
              <>
                {member.person_name}
                {member.region_name && (
                  <>
                    <br />
                    <small>{member.region_name}</small>
                  </>
                )}
              </>
            ),
          },
          {
            id: 'progress',
            header: t('training.requirements'),
            cell: (member) => <Progress requirements={member.requirements} />,
          },
          {
            id: 'there',
            header: t('training.attendance.title'),
            cell: (member) =>
              t('training.attendance.counts', {
                present: number(member.sessions_present),
                excused: number(member.sessions_excused),
                absent: number(member.sessions_absent),
              }),
          },
          {
            id: 'state',
            header: t('training.state'),
            cell: (member) => (
              <Stack gap="s" row>
                <span>
                  <MemberBadge state={member.state} />
                </span>
                {member.completed_at && <small>{dates.day(member.completed_at)}</small>}
                {manages && member.state === 'in_training' && (
                  <Button
                    labelSuffix={`: ${member.person_name}`}
                    onPress={() => setCompleting(member)}
                  >
                    {t('training.complete.act')}
                  </Button>
                )}
              </Stack>
            ),
          },
        ]}
        empty={
          <EmptyState
            title={t('training.members.empty')}
            next={t('training.members.empty_next')}
            action={add}
          />
        }
      />
      {adding && <AddMember cohortId={cohort.id} onClose={() => setAdding(false)} />}
      {completing && <Complete member={completing} onClose={() => setCompleting(null)} />}
    </Stack>
  );
}

const schema = z.object({ person_id: z.string().check(z.minLength(1)) });

function AddMember({ cohortId, onClose }: { cohortId: string; onClose: () => void }) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: {},
    submit: async (body) => {
      const { data } = await createCohortMember({ path: { id: cohortId }, body });
      await trainingChanged();
      notify({ tone: 'done', text: t('training.members.added', { name: data.person_name }) });
      onClose();
    },
  });
  return (
    <Dialog open title={t('training.members.add')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('training.members.add')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <PersonField name="person_id" label={t('training.member')} />
        <p>{t('training.members.add_means')}</p>
      </AppForm>
    </Dialog>
  );
}

function Complete({ member, onClose }: { member: CohortMemberView; onClose: () => void }) {
  const t = useT();
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const open = member.requirements.filter(({ state }) => state !== 'passed');
  const complete = async () => {
    setPending(true);
    setError(null);
    try {
      const { data } = await completeCohortMember({ path: { id: member.id } });
      await trainingChanged();
      const count = data.activated_term_ids.length;
      notify({
        tone: 'done',
        text: t('training.complete.done', { name: member.person_name, count }),
      });
      onClose();
    } catch (problem) {
      setError(problem);
      // What was open may have changed since the page was read.
      if (problem instanceof ApiProblem && problem.status === 409) await trainingChanged();
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog
      open
      title={t('training.complete.title', { name: member.person_name })}
      onClose={onClose}
    >
      <Stack>
        {open.length > 0 ? (
          <>
            <p>{t('training.complete.open')}</p>
            <Progress requirements={open} withNotes />
          </>
        ) : (
          <p>{t('training.complete.means')}</p>
        )}
        {error !== null && <ErrorState error={error} focusOnMount />}
      </Stack>
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          {t('action.cancel')}
        </Button>
        <Button
          tone="primary"
          pending={pending}
          disabledReason={open.length > 0 ? t('training.complete.not_yet') : undefined}
          reasonHidden
          onPress={() => void complete()}
        >
          {t('training.complete.act')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
