// The mark of a checkbox or a radio button, drawn over the browser's own, which keeps the keyboard and the screen reader.
import type { ChangeEventHandler, FocusEventHandler, ReactNode, Ref } from 'react';
import { IconCheck } from '../ui/icons';
import styles from './Field.module.css';

interface ChoiceProps {
  type: 'checkbox' | 'radio';
  name?: string;
  value?: string;
  checked: boolean;
  disabled: boolean;
  required?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
  onChange: ChangeEventHandler<HTMLInputElement>;
  onBlur: FocusEventHandler<HTMLInputElement>;
  ref?: Ref<HTMLInputElement>;
  children: ReactNode;
}

export function Choice({ type, invalid, describedBy, children, ...input }: ChoiceProps) {
  return (
    <label className={styles.check}>
      <input
        {...input}
        type={type}
        className={styles.native}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
      />
      {type === 'checkbox' ? (
        <span className={styles.box} aria-hidden="true">
          <IconCheck />
        </span>
      ) : (
        <span className={styles.dot} aria-hidden="true" />
      )}
      <span>{children}</span>
    </label>
  );
}
