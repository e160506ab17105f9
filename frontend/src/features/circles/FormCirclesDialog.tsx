// Forming circles: for which region, how large, led by how many. Nobody is asked anything before they are published.
import { useNavigate } from '@tanstack/react-router';
import { type CycleView, createCircleRound } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { Select } from '../../shared/form/Select';
import type { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { useRegions } from '../matching/data';
import { runsFor } from './circles';
import { useCirclesChanged } from './data';
import { formSchema, NATION, SIZES, startOf } from './form';

interface FormCirclesDialogProps {
  cycle: CycleView;
  onClose: () => void;
}

export default function FormCirclesDialog({ cycle, onClose }: FormCirclesDialogProps) {
  const t = useT();
  const { grants } = useMe();
  const navigate = useNavigate();
  const changed = useCirclesChanged();
  const regions = useRegions();
  const options = [
    ...(runsFor(grants, null) ? [{ value: NATION, label: t('circles.nation') }] : []),
    ...regions.options.filter(({ value }) => runsFor(grants, value)),
  ];
  const sizes = SIZES.map((value) => ({ value, label: value }));
  const form = useAppForm<z.infer<typeof formSchema>>({
    schema: formSchema,
    defaults: {
      region_id: options[0]?.value ?? '',
      size_least: '4',
      size_most: '8',
      mentors_per_circle: '1',
    },
    submit: async (values) => {
      const { data } = await createCircleRound({ path: { id: cycle.id }, body: startOf(values) });
      await changed();
      onClose();
      await navigate({ to: `/circle-rounds/${data.id}` });
    },
  });
  return (
    <Dialog open title={t('circles.form.action')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('circles.form.action')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('circles.form.lead')}</p>
        <Select
          name="region_id"
          label={t('circles.region')}
          description={t('circles.form.region_help')}
          options={options}
        />
        <Select
          name="size_least"
          label={t('circles.form.least')}
          description={t('circles.form.least_help')}
          options={sizes}
        />
        <Select name="size_most" label={t('circles.form.most')} options={sizes} />
        <RadioGroup
          name="mentors_per_circle"
          label={t('circles.form.mentors')}
          description={t('circles.form.mentors_help')}
          options={(['1', '2'] as const).map((value) => ({
            value,
            label: t(`circles.form.mentors.${value}`),
          }))}
        />
      </AppForm>
    </Dialog>
  );
}
