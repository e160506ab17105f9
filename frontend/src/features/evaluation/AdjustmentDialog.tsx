// Plans what is changed because of a finding, or says how far it is and what was observed.
import { useQueryClient } from '@tanstack/react-query';
import {
  type AdjustmentState,
  type AdjustmentView,
  createAdjustment,
  updateAdjustment,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { PersonField } from '../../shared/form/PersonField';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';

/** Which state may follow which; staying is always allowed. */
const NEXT: Record<AdjustmentState, readonly AdjustmentState[]> = {
  planned: ['planned', 'in_progress', 'done', 'dropped'],
  in_progress: ['in_progress', 'planned', 'done', 'dropped'],
  done: ['done'],
  dropped: ['dropped'],
};

const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  owner_id: z.string().check(z.minLength(1)),
  due_on: z.string().check(z.minLength(1)),
  state: z.enum(['planned', 'in_progress', 'done', 'dropped']),
  observed: z.string().check(z.trim(), z.maxLength(5000)),
});

interface AdjustmentDialogProps {
  finding: string;
  adjustment?: AdjustmentView;
  onClose: () => void;
}

export function AdjustmentDialog({ finding, adjustment, onClose }: AdjustmentDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: {
      title: adjustment?.title ?? '',
      owner_id: adjustment?.owner_id ?? '',
      due_on: adjustment?.due_on ?? '',
      state: adjustment?.state ?? 'planned',
      observed: adjustment?.observed ?? '',
    },
    submit: async ({ state, observed, ...body }) => {
      if (adjustment)
        await updateAdjustment({
          path: { id: adjustment.id },
          headers: ifVersion(adjustment),
          body: { ...body, state, observed: observed || null },
        });
      else await createAdjustment({ path: { id: finding }, body });
      await queries.invalidateQueries({ queryKey: ['adjustments'] });
      notify({ tone: 'done', text: t('evaluation.adjustment.saved', { title: body.title }) });
      onClose();
    },
  });
  return (
    <Dialog
      title={t(adjustment ? 'evaluation.adjustment.change_title' : 'evaluation.adjustment.plan')}
      open
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField
          name="title"
          label={t('evaluation.adjustment.what')}
          description={t('evaluation.adjustment.what_help')}
        />
        <PersonField
          name="owner_id"
          label={t('evaluation.adjustment.owner')}
          known={adjustment ? { id: adjustment.owner_id, name: adjustment.owner_name } : undefined}
        />
        <DateField name="due_on" label={t('evaluation.adjustment.due')} />
        {adjustment && (
          <>
            <Select
              name="state"
              label={t('evaluation.state')}
              description={t('evaluation.adjustment.state_help')}
              options={NEXT[adjustment.state].map((value) => ({
                value,
                label: t(`evaluation.adjustment.state.${value}`),
              }))}
            />
            <TextArea
              name="observed"
              required={false}
              rows={4}
              label={t('evaluation.adjustment.observed')}
              description={t('evaluation.adjustment.observed_help')}
            />
          </>
        )}
      </AppForm>
    </Dialog>
  );
}
