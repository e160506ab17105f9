// A day and a time of day without a zone, as agreed between people; its value is `YYYY-MM-DDTHH:MM`. The browser's own control.
import { useId } from 'react';
import styles from './Field.module.css';
import { Complaint, OptionalMark } from './FieldParts';
import { type FieldProps, useField } from './field';

export function LocalTimeField(props: FieldProps) {
  const { name, label, description, required = true, disabled } = props;
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
        type="datetime-local"
        className={styles.input}
        name={field.name}
        value={field.value ?? ''}
        onChange={(event) => field.onChange(event.target.value)}
        onBlur={field.onBlur}
        disabled={disabled}
        data-invalid={error === undefined ? undefined : true}
        required={required}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-help ${id}-complaint`}
      />
      {error && <Complaint id={`${id}-complaint`}>{error}</Complaint>}
    </div>
  );
}
