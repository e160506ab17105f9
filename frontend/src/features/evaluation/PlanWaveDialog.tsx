// Prepares a wave: which instrument, which cycle, whom it asks. Nobody is asked before it is opened.
import { useQueryClient } from '@tanstack/react-query';
import { type CycleView, createWave, type InstrumentView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  instrument_id: z.string().check(z.minLength(1)),
  cycle_id: z.string().check(z.minLength(1)),
  audience: z.enum(['pairs', 'mentors', 'mentees']),
});

interface PlanWaveDialogProps {
  study: string;
  instruments: readonly InstrumentView[];
  cycles: readonly CycleView[];
  onClose: () => void;
}

export function PlanWaveDialog({ study, instruments, cycles, onClose }: PlanWaveDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const published = instruments.filter((each) => each.state === 'published');
  const form = useAppForm({
    schema,
    defaults: { name: '', instrument_id: '', cycle_id: '', audience: 'pairs' as const },
    submit: async (body) => {
      await createWave({ path: { id: study }, body });
      await queries.invalidateQueries({ queryKey: ['waves', study] });
      notify({ tone: 'done', text: t('evaluation.wave.planned', { name: body.name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('evaluation.wave.plan')} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('evaluation.wave.plan')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
        disabledReason={published.length === 0 ? t('evaluation.wave.no_instrument') : undefined}
      >
        <TextField
          name="name"
          label={t('evaluation.wave.name')}
          description={t('evaluation.wave.name_help')}
        />
        <Select
          name="instrument_id"
          label={t('evaluation.instrument')}
          description={t('evaluation.wave.instrument_help')}
          options={published.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Select
          name="cycle_id"
          label={t('evaluation.cycle')}
          options={cycles.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <RadioGroup
          name="audience"
          label={t('evaluation.audience')}
          options={(['pairs', 'mentors', 'mentees'] as const).map((value) => ({
            value,
            label: t(`evaluation.audience.${value}`),
          }))}
        />
      </AppForm>
    </Dialog>
  );
}
