// What the members of a cohort have to do; attendance is counted, tasks are judged on their own page.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import {
  type CohortDetail,
  createRequirement,
  type RequirementKind,
  type RequirementView,
} from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { Dialog } from '../../shared/ui/Dialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { requirementsQuery, trainingChanged } from './queries';

export function Requirements({ cohort }: { cohort: CohortDetail }) {
  const t = useT();
  const { number } = useNumbers();
  const [adding, setAdding] = useState(false);
  const off = useDisabledReason('manage_training');
  const { data: requirements } = useSuspenseQuery(requirementsQuery(cohort.id));
  const passed = ({ id }: RequirementView) =>
    cohort.members.filter((member) =>
      member.requirements.some((one) => one.requirement_id === id && one.state === 'passed'),
    ).length;
  const add = (
    <Button tone="primary" disabledReason={off} onPress={() => setAdding(true)}>
      {t('training.requirement.add')}
    </Button>
  );
  return (
    <Stack>
      {requirements.length > 0 && <div>{add}</div>}
      <DataTable
        caption={t('training.requirements')}
        captionHidden
        rows={requirements}
        rowKey={(requirement) => requirement.id}
        columns={[
          {
            id: 'title',
            header: t('training.requirement'),
            cell: (requirement) => (
              <AppLink
                to="/cohorts/$cohort_id/requirements/$requirement_id"
                params={{ cohort_id: cohort.id, requirement_id: requirement.id }}
              >
                {requirement.title}
              </AppLink>
            ),
          },
          {
            id: 'kind',
            header: t('training.requirement.kind'),
            cell: (requirement) =>
              requirement.kind === 'attendance'
                ? t('training.requirement.allowed', { count: requirement.allowed_absences })
                : t('training.requirement_kind.task'),
          },
          {
            id: 'passed',
            header: t('training.requirement_state.passed'),
            cell: (requirement) =>
              t('training.of', {
                part: number(passed(requirement)),
                whole: number(cohort.members.length),
              }),
            numeric: true,
          },
        ]}
        empty={
          <EmptyState
            title={t('training.requirement.empty')}
            next={t('training.requirement.empty_next')}
            action={add}
          />
        }
      />
      {adding && <AddRequirement cohortId={cohort.id} onClose={() => setAdding(false)} />}
    </Stack>
  );
}

const KINDS = ['attendance', 'task'] as const satisfies RequirementKind[];
const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  description: z.string().check(z.maxLength(5000)),
  kind: z.enum(KINDS),
  allowed_absences: z.string().check(z.regex(/^[0-9]{1,3}$/, 'training.session.whole')),
});

function AddRequirement({ cohortId, onClose }: { cohortId: string; onClose: () => void }) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: {
      title: '',
      description: '',
      kind: 'attendance' as RequirementKind,
      allowed_absences: '0',
    },
    submit: async ({ allowed_absences, ...body }) => {
      const allowed =
        body.kind === 'attendance' ? { allowed_absences: Number(allowed_absences) } : {};
      await createRequirement({ path: { id: cohortId }, body: { ...body, ...allowed } });
      await trainingChanged();
      notify({ tone: 'done', text: t('training.requirement.added', { title: body.title }) });
      onClose();
    },
  });
  return (
    <Dialog open title={t('training.requirement.add')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('training.requirement.add')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="title" label={t('training.requirement')} />
        <TextArea name="description" rows={3} required={false} label={t('training.description')} />
        <RadioGroup
          name="kind"
          label={t('training.requirement.kind')}
          options={KINDS.map((value) => ({
            value,
            label: t(`training.requirement_kind.${value}`),
          }))}
        />
        <AllowedAbsences />
      </AppForm>
    </Dialog>
  );
}

function AllowedAbsences() {
  const t = useT();
  const kind: RequirementKind | undefined = useWatch({ name: 'kind' });
  if (kind !== 'attendance') return null;
  return (
    <TextField
      name="allowed_absences"
      inputMode="numeric"
      label={t('training.requirement.absences')}
      description={t('training.requirement.absences_help')}
    />
  );
}
