// A calendar date in the browser's own control, at home on every phone; its value is `YYYY-MM-DD`, null while there is none.
import { useId } from 'react';
import { cx } from '../ui/classNames';
import styles from './Field.module.css';
import { Complaint, OptionalMark } from './FieldParts';
import { type FieldProps, useField } from './field';

export function DateField({ name, label, description, required = true, disabled }: FieldProps) {
  const id = useId();
  const { field, error } = useField(name);
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {!required && <OptionalMark />}
      </label>
      {description && (
        <span id={`${id}-help`} className={styles.help}>
          {description}
        </span>
      )}
      <input
        id={id}
        ref={field.ref}
        type="date"
        className={cx(styles.input, styles.date)}
        name={field.name}
        value={field.value ?? ''}
        onChange={(event) => field.onChange(event.target.value || null)}
        onBlur={field.onBlur}
        disabled={disabled}
        required={required}
        data-invalid={error === undefined ? undefined : true}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-help ${id}-complaint`}
      />
      {error && <Complaint id={`${id}-complaint`}>{error}</Complaint>}
    </div>
  );
}
