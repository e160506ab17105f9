// One of a list that is too long for radio buttons. The browser's own list: light, and at home on every phone.
import { useT } from '../i18n/useT';
import styles from './Field.module.css';
import { FieldFrame } from './FieldParts';
import { type FieldProps, useField } from './field';

export interface Option {
  value: string;
  label: string;
}

export function Select(props: FieldProps & { options: readonly Option[] }) {
  const { name, label, description, required = true, disabled, options } = props;
  const t = useT();
  const { field, error } = useField(name);
  return (
    <FieldFrame label={label} description={description} required={required} error={error}>
      {(ties) => (
        <select
          {...ties}
          {...field}
          className={styles.select}
          value={field.value ?? ''}
          onChange={(event) => field.onChange(event.target.value || null)}
          disabled={disabled}
          aria-required={required}
        >
          {(!required || !field.value) && <option value="">{t('form.choose')}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
