// Around choices that belong together: their name, their help, their complaint.
import { type ReactNode, useId } from 'react';
import styles from './Field.module.css';
import { Complaint, OptionalMark } from './FieldParts';
import type { FieldProps } from './field';

interface ChoiceGroupProps extends Pick<FieldProps, 'label' | 'description'> {
  required: boolean;
  error: string | undefined;
  role?: 'radiogroup';
  /** One under the other instead of side by side. */
  stacked?: boolean;
  children: ReactNode;
}

export function ChoiceGroup(props: ChoiceGroupProps) {
  const { label, description, required, error, role, stacked, children } = props;
  const id = useId();
  const described = [description && `${id}-help`, error && `${id}-complaint`].filter(Boolean);
  return (
    <fieldset
      className={styles.group}
      role={role}
      aria-labelledby={`${id}-label`}
      aria-describedby={described.join(' ') || undefined}
    >
      <legend id={`${id}-label`} className={styles.label}>
        {label}
        {!required && <OptionalMark />}
      </legend>
      {description && (
        <span id={`${id}-help`} className={styles.help}>
          {description}
        </span>
      )}
      <div className={stacked ? styles.radios : styles.choices}>{children}</div>
      {error && <Complaint id={`${id}-complaint`}>{error}</Complaint>}
    </fieldset>
  );
}
