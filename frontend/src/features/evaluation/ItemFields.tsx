// The items of an instrument: kind, wording, the variable that names the answers in every dataset, and the choices.
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { Checkbox } from '../../shared/form/Checkbox';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ChoiceFields } from './ChoiceFields';
import styles from './InstrumentForm.module.css';

const KINDS = ['likert', 'single_choice', 'number', 'text'] as const;
const MOST = 100;

export const itemsSchema = z
  .array(
    z.object({
      variable: z
        .string()
        .check(z.regex(/^[a-z][a-z0-9_]{0,30}$/, 'evaluation.item.variable_rule')),
      kind: z.enum(KINDS),
      prompt: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
      required: z.boolean(),
      choices: z.array(
        z.object({
          code: z.string().check(z.regex(/^-?\d{1,4}$/, 'evaluation.item.code_rule')),
          label: z.string().check(z.trim(), z.minLength(1), z.maxLength(300)),
        }),
      ),
    }),
  )
  .check(z.minLength(1), z.maxLength(MOST));

export type ItemDraft = z.infer<typeof itemsSchema>[number];

export function ItemFields() {
  const t = useT();
  const { control } = useFormContext();
  const { fields, append, remove, move } = useFieldArray({ control, name: 'items' });
  const drafts: ItemDraft[] = useWatch({ control, name: 'items' }) ?? [];
  const agreement = () =>
    ([1, 2, 3, 4, 5] as const).map((code) => ({
      code: String(code),
      label: t(`evaluation.agree.${code}`),
    }));
  const add = (kind: ItemDraft['kind']) =>
    append({
      variable: '',
      kind,
      prompt: '',
      required: false,
      choices: kind === 'likert' ? agreement() : [],
    });
  return (
    <div className={styles.items}>
      {fields.map((field, at) => {
        const draft = drafts[at];
        const suffix = `: ${draft?.prompt || at + 1}`;
        return (
          <fieldset key={field.id} className={styles.item}>
            <legend>{t('evaluation.item.number', { number: at + 1 })}</legend>
            <TextArea name={`items.${at}.prompt`} rows={2} label={t('evaluation.item.prompt')} />
            <Select
              name={`items.${at}.kind`}
              label={t('evaluation.item.kind')}
              options={KINDS.map((value) => ({
                value,
                label: t(`evaluation.kind.${value}`),
              }))}
            />
            <TextField
              name={`items.${at}.variable`}
              label={t('evaluation.item.variable')}
              description={t('evaluation.item.variable_help')}
            />
            <Checkbox
              name={`items.${at}.required`}
              label={t('evaluation.item.required')}
              description={t('evaluation.item.required_help')}
            />
            {(draft?.kind === 'likert' || draft?.kind === 'single_choice') && (
              <ChoiceFields at={at} ordered={draft.kind === 'likert'} />
            )}
            <div className={styles.acts}>
              <Button
                small
                reasonHidden
                labelSuffix={suffix}
                disabledReason={at === 0 ? t('evaluation.item.first') : undefined}
                onPress={() => move(at, at - 1)}
              >
                {t('evaluation.item.up')}
              </Button>
              <Button
                small
                reasonHidden
                labelSuffix={suffix}
                disabledReason={at === fields.length - 1 ? t('evaluation.item.last') : undefined}
                onPress={() => move(at, at + 1)}
              >
                {t('evaluation.item.down')}
              </Button>
              <Button small tone="quiet" labelSuffix={suffix} onPress={() => remove(at)}>
                {t('evaluation.item.remove')}
              </Button>
            </div>
          </fieldset>
        );
      })}
      <div className={styles.acts}>
        {KINDS.map((kind) => (
          <Button
            key={kind}
            reasonHidden
            disabledReason={fields.length >= MOST ? t('evaluation.item.enough') : undefined}
            onPress={() => add(kind)}
          >
            {t(`evaluation.item.add.${kind}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
