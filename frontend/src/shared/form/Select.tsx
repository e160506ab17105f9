// One of a list that is too long for radio buttons. The browser's own list: light, and at home on every phone.
import { useId } from 'react';
import { useT } from '../i18n/useT';
import styles from './Field.module.css';
import { Complaint, OptionalMark } from './FieldParts';
import { type FieldProps, useField } from './field';

export interface Option {
  value: string;
  label: string;
}

export function Select(props: FieldProps & { options: readonly Option[] }) {
  const { name, label, description, required = true, disabled, options } = props;
  const t = useT();
  const id = useId();
  const { field, error } = useField(name);
  const helpId = `${id}-help`;
  const complaintId = `${id}-complaint`;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {!required && <OptionalMark />}
      </label>
      {description && (
        <span id={helpId} className={styles.help}>
          {description}
        </span>
      )}
      <select
        id={id}
        ref={field.ref}
        className={styles.select}
        name={field.name}
        value={field.value ?? ''}
        onChange={(event) => field.onChange(event.target.value || null)}
        onBlur={field.onBlur}
        disabled={disabled}
        aria-required={required}
        aria-invalid={error !== undefined}
        aria-describedby={`${helpId} ${complaintId}`}
      >
        {(!required || !field.value) && <option value="">{t('form.choose')}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {error && <Complaint id={complaintId}>{error}</Complaint>}
    </div>
  );
}
