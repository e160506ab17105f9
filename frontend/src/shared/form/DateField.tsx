// A calendar date in the browser's own control, at home on every phone; its value is `YYYY-MM-DD`, null while there is none.
import { cx } from '../ui/classNames';
import styles from './Field.module.css';
import { FieldFrame } from './FieldParts';
import { type FieldProps, useField } from './field';

export function DateField({ name, label, description, required = true, disabled }: FieldProps) {
  const { field, error } = useField(name);
  return (
    <FieldFrame label={label} description={description} required={required} error={error}>
      {(ties) => (
        <input
          {...ties}
          {...field}
          type="date"
          className={cx(styles.input, styles.date)}
          value={field.value ?? ''}
          onChange={(event) => field.onChange(event.target.value || null)}
          disabled={disabled}
          required={required}
        />
      )}
    </FieldFrame>
  );
}
