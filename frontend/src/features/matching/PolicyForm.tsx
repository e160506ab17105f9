// Changing rules and weights, of the network, a region or a cycle; what rounds have done already stays as it was.
import { useWatch } from 'react-hook-form';
import type { MatchingPolicy } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import styles from './Policy.module.css';
import { PolicyPreview } from './PolicyPreview';
import { FACTORS, OBJECTIVES } from './words';

const upTo = (pattern: RegExp, words: string) =>
  z.string().check(z.trim(), z.regex(pattern, words));
const points = () => upTo(/^(\d{1,2}|100)$/, 'matching.policy.points_range');

// Below `policy`, as the API names it, so that its complaints find their fields.
const schema = z.object({
  policy: z.object({
    objective: z.enum(OBJECTIVES),
    same_employer_forbidden: z.boolean(),
    shared_language_required: z.boolean(),
    within_region: z.boolean(),
    weights: z.object({
      goals_met_by_expertise: points(),
      shared_interests: points(),
      career_stage: points(),
      setting: points(),
      time_zone: points(),
      experience_years: points(),
      language: points(),
      region: points(),
      availability: points(),
      confidential_wishes: points(),
    }),
    time_zone_tolerance_minutes: upTo(/^\d{1,3}$/, 'matching.policy.minutes_range'),
    experience_years_for_full_points: upTo(/^\d{1,2}$/, 'matching.policy.years_range'),
    least_shared_hours: upTo(/^\d{1,3}$/, 'matching.policy.hours_range'),
    shared_hours_for_full_points: upTo(/^\d{1,3}$/, 'matching.policy.hours_range'),
  }),
  note: z.string().check(z.trim(), z.maxLength(1000)),
});
type Values = z.infer<typeof schema>;

// Sensitive wishes weigh in the choice and are no factor: nothing of them is ever shown.
const WEIGHTS = [...FACTORS, 'confidential_wishes'] as const;

function asValues(policy: MatchingPolicy): Values['policy'] {
  const weights = Object.fromEntries(
    WEIGHTS.map((weight) => [weight, String(policy.weights?.[weight] ?? 0)]),
  ) as Values['policy']['weights'];
  return {
    objective: policy.objective ?? 'most_total_fit',
    same_employer_forbidden: policy.same_employer_forbidden ?? false,
    shared_language_required: policy.shared_language_required ?? false,
    within_region: policy.within_region ?? false,
    weights,
    time_zone_tolerance_minutes: String(policy.time_zone_tolerance_minutes ?? 360),
    experience_years_for_full_points: String(policy.experience_years_for_full_points ?? 15),
    least_shared_hours: String(policy.least_shared_hours ?? 0),
    shared_hours_for_full_points: String(policy.shared_hours_for_full_points ?? 5),
  };
}

function asPolicy(values: Values['policy']): MatchingPolicy {
  return {
    ...values,
    weights: Object.fromEntries(
      WEIGHTS.map((weight) => [weight, Number(values.weights[weight])]),
    ) as NonNullable<MatchingPolicy['weights']>,
    time_zone_tolerance_minutes: Number(values.time_zone_tolerance_minutes),
    experience_years_for_full_points: Number(values.experience_years_for_full_points),
    least_shared_hours: Number(values.least_shared_hours),
    shared_hours_for_full_points: Number(values.shared_hours_for_full_points),
  };
}

interface PolicyFormProps {
  /** What counts now, to begin with. */
  start: MatchingPolicy;
  save: (policy: MatchingPolicy, note: string) => Promise<unknown>;
  onClose: () => void;
  /** On whose people its effect can be looked at before it is saved. */
  cycleId?: string | undefined;
  /** A region's: what confidential wishes count is the network's to say. */
  ofRegion?: boolean;
}

export default function PolicyForm({
  start,
  save,
  onClose,
  cycleId,
  ofRegion = false,
}: PolicyFormProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: { policy: asValues(start), note: '' },
    submit: ({ policy, note }) => save(asPolicy(policy), note),
  });
  const tried = async () => {
    const right = await form.form.trigger('policy', { shouldFocus: true });
    return right ? asPolicy(form.form.getValues('policy')) : null;
  };
  return (
    <AppForm
      form={form}
      submitLabel={t('action.save')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <p>{t('matching.policy.form_lead')}</p>
      <fieldset className={styles.group}>
        <legend>{t('matching.policy.rules')}</legend>
        <Checkbox
          name="policy.same_employer_forbidden"
          label={t('matching.policy.rule.same_employer_forbidden')}
          description={t('matching.policy.help.same_employer_forbidden')}
        />
        <Checkbox
          name="policy.shared_language_required"
          label={t('matching.policy.rule.shared_language_required')}
          description={t('matching.policy.help.shared_language_required')}
        />
        <Checkbox
          name="policy.within_region"
          label={t('matching.policy.rule.within_region')}
          description={t('matching.policy.help.within_region')}
        />
      </fieldset>
      <RadioGroup
        name="policy.objective"
        label={t('matching.policy.aim')}
        options={OBJECTIVES.map((value) => ({
          value,
          label: t(`matching.objective.${value}`),
        }))}
      />
      <fieldset className={styles.group}>
        <legend>{t('matching.policy.weights')}</legend>
        <Sum />
        <div className={styles.fields}>
          {FACTORS.map((factor) => (
            <TextField
              key={factor}
              name={`policy.weights.${factor}`}
              inputMode="numeric"
              label={t(`matching.factor.${factor}`)}
              description={t(`matching.factor_help.${factor}`)}
            />
          ))}
        </div>
      </fieldset>
      <div className={styles.fields}>
        <TextField
          name="policy.time_zone_tolerance_minutes"
          inputMode="numeric"
          label={t('matching.policy.minutes')}
          description={t('matching.policy.minutes_help')}
        />
        <TextField
          name="policy.experience_years_for_full_points"
          inputMode="numeric"
          label={t('matching.policy.years')}
          description={t('matching.policy.years_help')}
        />
        <TextField
          name="policy.least_shared_hours"
          inputMode="numeric"
          label={t('matching.policy.least_hours')}
          description={t('matching.policy.least_hours_help')}
        />
        <TextField
          name="policy.shared_hours_for_full_points"
          inputMode="numeric"
          label={t('matching.policy.full_hours')}
          description={t('matching.policy.full_hours_help')}
        />
        {!ofRegion && (
          <TextField
            name="policy.weights.confidential_wishes"
            inputMode="numeric"
            label={t('matching.policy.wishes')}
            description={t('matching.policy.wishes_help')}
          />
        )}
      </div>
      {ofRegion && (
        <p className={styles.soft}>
          {t('matching.policy.wishes_of_network', {
            weight: start.weights?.confidential_wishes ?? 0,
          })}
        </p>
      )}
      {cycleId && <PolicyPreview cycleId={cycleId} policy={tried} />}
      <TextArea
        name="note"
        required={false}
        label={t('matching.policy.note')}
        description={t('matching.policy.note_help')}
      />
    </AppForm>
  );
}

// The points of a perfect pair, as the weights stand in the form.
function Sum() {
  const t = useT();
  const weights: Values['policy']['weights'] | undefined = useWatch({ name: 'policy.weights' });
  const sum = FACTORS.reduce((total, factor) => total + (Number(weights?.[factor]) || 0), 0);
  return (
    <p className={styles.soft} aria-live="polite">
      {t('matching.policy.weights_lead', { sum })}
    </p>
  );
}
