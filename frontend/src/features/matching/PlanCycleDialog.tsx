// A new cycle, or other dates for one that is planned: what to call it, from when to when, how long people may think.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { type CycleView, createCycle, updateCycle } from '../../gen';
import { ifMatch, type Versioned } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { OrientationField } from './OrientationField';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  starts_on: z.string().check(z.minLength(1)),
  ends_on: z.string().check(z.minLength(1)),
  answer_within_days: z.string().check(z.regex(/^([1-9]|[1-5]\d|60)$/, 'matching.plan.days')),
  orientation_requirement_id: z.nullable(z.string()),
});

interface PlanCycleDialogProps {
  /** The cycle to change; a new one is planned without it. */
  cycle?: Versioned<CycleView>;
  onClose: () => void;
}

export default function PlanCycleDialog({ cycle, onClose }: PlanCycleDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: {
      name: cycle?.value.name ?? '',
      answer_within_days: String(cycle?.value.answer_within_days ?? 14),
      orientation_requirement_id: cycle?.value.orientation_requirement_id ?? null,
      ...(cycle ? { starts_on: cycle.value.starts_on, ends_on: cycle.value.ends_on } : {}),
    },
    submit: async (values) => {
      const body = { ...values, answer_within_days: Number(values.answer_within_days) };
      const { data } = cycle
        ? await updateCycle({ path: { id: cycle.value.id }, headers: ifMatch(cycle), body })
        : await createCycle({ body });
      await queries.invalidateQueries({ queryKey: ['cycle', data.id] });
      await queries.invalidateQueries({ queryKey: ['cycles'] });
      notify({ tone: 'done', text: t('matching.plan.saved', { name: data.name }) });
      onClose();
      if (!cycle) await navigate({ to: `/cycles/${data.id}` });
    },
  });
  return (
    <Dialog
      open
      title={t(cycle ? 'matching.plan.change' : 'matching.plan.title')}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={cycle ? t('action.save') : t('matching.plan.submit')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField
          name="name"
          label={t('matching.plan.name')}
          description={t('matching.plan.name_help')}
        />
        <DateField name="starts_on" label={t('matching.plan.starts_on')} />
        <DateField
          name="ends_on"
          label={t('matching.plan.ends_on')}
          description={t('matching.plan.ends_on_help')}
        />
        <TextField
          name="answer_within_days"
          inputMode="numeric"
          label={t('matching.plan.answer')}
          description={t('matching.plan.answer_help')}
        />
        <Suspense>
          <OrientationField name="orientation_requirement_id" />
        </Suspense>
      </AppForm>
    </Dialog>
  );
}
