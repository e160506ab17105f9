// Yes or no.
import { useId } from 'react';
import { Choice } from './Choice';
import styles from './Field.module.css';
import { Complaint } from './FieldParts';
import { type FieldProps, useField } from './field';

export function Checkbox({ name, label, description, disabled }: Omit<FieldProps, 'required'>) {
  const id = useId();
  const { field, error } = useField(name);
  return (
    <div className={styles.field}>
      <Choice
        type="checkbox"
        name={field.name}
        ref={field.ref}
        checked={Boolean(field.value)}
        disabled={disabled ?? false}
        invalid={error !== undefined}
        describedBy={error && id}
        onChange={(event) => field.onChange(event.target.checked)}
        onBlur={field.onBlur}
      >
        {label}
        {description && <span className={styles.checkHelp}>{description}</span>}
      </Choice>
      {error && <Complaint id={id}>{error}</Complaint>}
    </div>
  );
}
