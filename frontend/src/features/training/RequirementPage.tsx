// One requirement: how far each member is, and, for a task, the place to judge it.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type CohortMemberView,
  type RequirementState,
  type RequirementView,
  recordRequirementProgress,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useDisabledReason } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DataTable } from '../../shared/ui/DataTable';
import { Dialog } from '../../shared/ui/Dialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { cohortQuery, requirementsQuery, trainingChanged } from './queries';
import { JUDGED, RequirementBadge } from './states';

export default function RequirementPage() {
  const t = useT();
  const params = useParams({ strict: false }) as { cohort_id?: string; requirement_id?: string };
  const { cohort_id: cohortId = '', requirement_id: id = '' } = params;
  const { data: cohort } = useSuspenseQuery(cohortQuery(cohortId));
  const { data: requirements } = useSuspenseQuery(requirementsQuery(cohortId));
  const requirement = requirements.find((one) => one.id === id);
  const back = (
    <ButtonLink
      to="/cohorts/$cohort_id"
      params={{ cohort_id: cohortId }}
      search={{ tab: 'requirements' }}
    >
      {t('training.to_cohort')}
    </ButtonLink>
  );
  if (!requirement)
    return <PageHeader title={t('training.requirement.gone')} lead={cohort.name} actions={back} />;
  return (
    <>
      <PageHeader
        title={requirement.title}
        lead={requirement.description || cohort.name}
        actions={back}
      />
      <MembersProgress requirement={requirement} members={cohort.members} />
    </>
  );
}

interface MembersProgressProps {
  requirement: RequirementView;
  members: CohortMemberView[];
}

function MembersProgress({ requirement, members }: MembersProgressProps) {
  const t = useT();
  const [judging, setJudging] = useState<CohortMemberView | null>(null);
  const notGranted = useDisabledReason('record_attendance');
  const counted = requirement.kind === 'attendance';
  const of = (member: CohortMemberView) =>
    member.requirements.find(({ requirement_id }) => requirement_id === requirement.id);
  return (
    <>
      {counted && <p>{t('training.requirement.counted')}</p>}
      <DataTable
        caption={t('training.requirement.progress')}
        rows={members}
        rowKey={(member) => member.id}
        columns={[
          { id: 'who', header: t('training.member'), cell: (member) => member.person_name },
          {
            id: 'state',
            header: t('training.state'),
            cell: (member) => <RequirementBadge state={of(member)?.state ?? 'not_evaluated'} />,
          },
          {
            id: 'note',
            header: t(counted ? 'training.requirement.absent' : 'training.requirement.note'),
            cell: (member) =>
              counted
                ? t('training.absences', { count: of(member)?.absences ?? 0 })
                : of(member)?.note || '—',
          },
          ...(counted
            ? []
            : [
                {
                  id: 'judge',
                  header: t('training.requirement.judge'),
                  cell: (member: CohortMemberView) => (
                    <Button
                      labelSuffix={`: ${member.person_name}`}
                      disabledReason={
                        notGranted ??
                        (member.state === 'completed'
                          ? t('training.member_state.completed')
                          : undefined)
                      }
                      onPress={() => setJudging(member)}
                    >
                      {t('training.requirement.judge')}
                    </Button>
                  ),
                },
              ]),
        ]}
        empty={
          <EmptyState title={t('training.members.empty')} next={t('training.members.empty_next')} />
        }
      />
      {judging && (
        <Judge
          requirement={requirement}
          member={judging}
          before={of(judging)}
          onClose={() => setJudging(null)}
        />
      )}
    </>
  );
}

interface JudgeProps {
  requirement: RequirementView;
  member: CohortMemberView;
  before: { state: RequirementState; note?: string | null } | undefined;
  onClose: () => void;
}

const STATES = ['not_evaluated', 'passed', 'asked_to_repeat', 'failed'] as const;
const schema = z.object({
  state: z.enum(STATES),
  note: z.string().check(z.maxLength(2000)),
});

function Judge({ requirement, member, before, onClose }: JudgeProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: { state: before?.state ?? 'not_evaluated', note: before?.note ?? '' },
    submit: async ({ state, note }) => {
      await recordRequirementProgress({
        path: { id: requirement.id },
        headers: ifVersion(requirement),
        body: { records: [{ member_id: member.id, state, note: note.trim() || null }] },
      });
      await trainingChanged();
      notify({
        tone: 'done',
        text: t('training.requirement.judged', { name: member.person_name }),
      });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t('training.requirement.judge_of', {
        title: requirement.title,
        name: member.person_name,
      })}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <RadioGroup
          name="state"
          label={t('training.state')}
          options={JUDGED.map((value) => ({
            value,
            label: t(`training.requirement_state.${value}`),
          }))}
        />
        <TextArea
          name="note"
          rows={3}
          required={false}
          label={t('training.requirement.note')}
          description={t('training.requirement.note_help')}
        />
      </AppForm>
    </Dialog>
  );
}
