// A day and a time of day without a zone, as agreed between people; its value is `YYYY-MM-DDTHH:MM`. The browser's own control.
import styles from './Field.module.css';
import { FieldFrame } from './FieldParts';
import { type FieldProps, useField } from './field';

export function LocalTimeField(props: FieldProps) {
  const { name, label, description, required = true, disabled } = props;
  const { field, error } = useField(name);
  return (
    <FieldFrame label={label} description={description} required={required} error={error}>
      {(ties) => (
        <input
          {...ties}
          {...field}
          type="datetime-local"
          className={styles.input}
          value={field.value ?? ''}
          disabled={disabled}
          required={required}
        />
      )}
    </FieldFrame>
  );
}
