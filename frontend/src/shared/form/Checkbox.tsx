// Yes or no.
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { IconCheck } from '../ui/icons';
import styles from './Field.module.css';
import { Complaint } from './FieldParts';
import { type FieldProps, useField } from './field';

export function Checkbox({ name, label, description, disabled }: Omit<FieldProps, 'required'>) {
  const { field, error } = useField(name);
  return (
    <div className={styles.field}>
      <AriaCheckbox
        className={styles.check}
        name={field.name}
        isSelected={Boolean(field.value)}
        onChange={field.onChange}
        onBlur={field.onBlur}
        isDisabled={disabled ?? false}
        isInvalid={error !== undefined}
      >
        <span className={styles.box} aria-hidden="true">
          <IconCheck />
        </span>
        <span>
          {label}
          {description && <span className={styles.checkHelp}>{description}</span>}
        </span>
      </AriaCheckbox>
      {error && <Complaint>{error}</Complaint>}
    </div>
  );
}
