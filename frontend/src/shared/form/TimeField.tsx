// A time of day in the browser's own control; its value is `HH:MM`.
import { cx } from '../ui/classNames';
import styles from './Field.module.css';
import { FieldFrame } from './FieldParts';
import { type FieldProps, useField } from './field';

export function TimeField({ name, label, description, required = true, disabled }: FieldProps) {
  const { field, error } = useField(name);
  return (
    <FieldFrame label={label} description={description} required={required} error={error}>
      {(ties) => (
        <input
          {...ties}
          {...field}
          type="time"
          className={cx(styles.input, styles.date)}
          value={field.value ?? ''}
          disabled={disabled}
          required={required}
        />
      )}
    </FieldFrame>
  );
}
