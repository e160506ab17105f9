// Starting a round: for which region, towards what. Nobody is asked anything before it is published.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type CycleView, createRound } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { useRegions } from './data';
import { KeepFields } from './KeepFields';
import { keepDefaults, keepFields, keeping } from './keep';
import { OBJECTIVES } from './words';

const NATION = 'nation';
const schema = z.object({
  region_id: z.string().check(z.minLength(1)),
  objective: z.enum(OBJECTIVES),
  ...keepFields,
});

interface StartRoundDialogProps {
  cycle: CycleView;
  onClose: () => void;
}

export default function StartRoundDialog({ cycle, onClose }: StartRoundDialogProps) {
  const t = useT();
  const me = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const regions = useRegions();
  const national = me.grants.some((grant) => grant.scope_kind === 'network');
  const mine = me.grants.map((grant) => grant.scope_id);
  const options = national
    ? [{ value: NATION, label: t('matching.nation') }, ...regions.options]
    : regions.options.filter((region) => mine.includes(region.value));
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: {
      region_id: options[0]?.value ?? '',
      objective: cycle.policy.objective ?? 'most_total_fit',
      ...keepDefaults,
    },
    submit: async ({ region_id, objective, ...kept }) => {
      const where = region_id === NATION ? {} : { region_id };
      const body = { objective, ...where, ...keeping(kept) };
      const { data } = await createRound({ path: { id: cycle.id }, body });
      await queries.invalidateQueries({ queryKey: ['rounds', cycle.id] });
      onClose();
      await navigate({ to: `/rounds/${data.id}` });
    },
  });
  return (
    <Dialog open title={t('matching.start.title')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('matching.rounds.start')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('matching.start.lead')}</p>
        <Select
          name="region_id"
          label={t('matching.region')}
          description={t('matching.start.region_help')}
          options={options}
        />
        <RadioGroup
          name="objective"
          label={t('matching.policy.aim')}
          options={OBJECTIVES.map((value) => ({
            value,
            label: t(`matching.objective.${value}`),
          }))}
        />
        <KeepFields cycle={cycle.id} />
      </AppForm>
    </Dialog>
  );
}
