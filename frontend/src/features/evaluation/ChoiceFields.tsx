// The choices of an item: a code that never changes, and the words people see.
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { TextField } from '../../shared/form/TextField';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import styles from './InstrumentForm.module.css';

const MOST = 30;

export function ChoiceFields({ at, ordered }: { at: number; ordered: boolean }) {
  const t = useT();
  const name = `items.${at}.choices`;
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name });
  const drafts: Array<{ code: string; label: string }> = useWatch({ control, name }) ?? [];
  const nextCode = () => Math.max(0, ...drafts.map(({ code }) => Number(code) || 0)) + 1;
  return (
    <fieldset className={styles.choices}>
      <legend>{t(ordered ? 'evaluation.choice.ordered' : 'evaluation.choice.title')}</legend>
      {fields.map((field, place) => (
        <div key={field.id} className={styles.choice}>
          <TextField
            name={`${name}.${place}.code`}
            inputMode="numeric"
            label={t('evaluation.choice.code')}
          />
          <TextField name={`${name}.${place}.label`} label={t('evaluation.choice.label')} />
          <span className={styles.remove}>
            <Button
              small
              tone="quiet"
              labelSuffix={`: ${drafts[place]?.label ?? place + 1}`}
              onPress={() => remove(place)}
            >
              {t('evaluation.choice.remove')}
            </Button>
          </span>
        </div>
      ))}
      <div>
        <Button
          small
          reasonHidden
          disabledReason={fields.length >= MOST ? t('evaluation.choice.enough') : undefined}
          onPress={() => append({ code: String(nextCode()), label: '' })}
        >
          {t('evaluation.choice.add')}
        </Button>
      </div>
    </fieldset>
  );
}
