// What applications are judged by: words, weight, and what each of the five scores means.
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Stack } from '../../shared/ui/Stack';
import styles from './CriteriaFields.module.css';
import group from './FieldGroup.module.css';

const SCORES = [1, 2, 3, 4, 5] as const;
const MOST = 12;

export const criteriaSchema = z
  .array(
    z.object({
      code: z.string(),
      label: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
      weight: z.string().check(z.regex(/^([1-9][0-9]?|100)$/, 'recruitment.criteria.weight_range')),
      anchors: z.array(z.string().check(z.trim(), z.minLength(1), z.maxLength(300))),
    }),
  )
  .check(z.minLength(1), z.maxLength(MOST));

type CriterionDraft = z.infer<typeof criteriaSchema>[number];

export function CriteriaFields() {
  const t = useT();
  const { percent } = useNumbers();
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name: 'criteria' });
  const drafts: CriterionDraft[] = useWatch({ control, name: 'criteria' }) ?? [];
  const weights = drafts.map(({ weight }) => Number(weight) || 0);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return (
    <Stack>
      {fields.map((field, at) => (
        <fieldset key={field.id} className={group.group}>
          <legend>{t('recruitment.criteria.number', { number: at + 1 })}</legend>
          <div className={styles.top}>
            <TextField name={`criteria.${at}.label`} label={t('recruitment.criteria.label')} />
            <TextField
              name={`criteria.${at}.weight`}
              inputMode="numeric"
              label={t('recruitment.criteria.weight')}
              description={t('recruitment.criteria.share', {
                share: percent(sum > 0 ? (weights[at] ?? 0) / sum : 0),
              })}
            />
          </div>
          <details className={styles.anchors} open={!drafts[at]?.anchors.every(Boolean)}>
            <summary>{t('recruitment.criteria.anchors')}</summary>
            <div>
              {SCORES.map((score) => (
                <TextField
                  key={score}
                  name={`criteria.${at}.anchors.${score - 1}`}
                  label={t('recruitment.criteria.anchor', { score })}
                />
              ))}
            </div>
          </details>
          <div>
            <Button
              tone="quiet"
              labelSuffix={` ${drafts[at]?.label ?? ''}`}
              disabledReason={
                fields.length === 1 ? t('recruitment.criteria.one_needed') : undefined
              }
              onPress={() => remove(at)}
            >
              {t('recruitment.criteria.remove')}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          disabledReason={fields.length >= MOST ? t('recruitment.criteria.enough') : undefined}
          onPress={() =>
            append({ code: '', label: '', weight: '10', anchors: SCORES.map(() => '') })
          }
        >
          {t('recruitment.criteria.add')}
        </Button>
      </div>
    </Stack>
  );
}
