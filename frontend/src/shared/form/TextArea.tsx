// Several lines of text.
import styles from './Field.module.css';
import { FieldFrame } from './FieldParts';
import { type FieldProps, useField } from './field';

export function TextArea(props: FieldProps & { rows?: number }) {
  const { name, label, description, required = true, disabled, rows = 5 } = props;
  const { field, error } = useField(name);
  return (
    <FieldFrame label={label} description={description} required={required} error={error}>
      {(ties) => (
        <textarea
          {...ties}
          {...field}
          value={field.value ?? ''}
          className={styles.input}
          rows={rows}
          required={required}
          disabled={disabled}
        />
      )}
    </FieldFrame>
  );
}
