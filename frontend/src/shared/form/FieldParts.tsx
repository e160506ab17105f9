// Label, help, control and complaint, in the same order and place for every field, and tied together for a screen reader.
import { type ReactNode, useId } from 'react';
import { useT } from '../i18n/useT';
import { IconAlert } from '../ui/icons';
import styles from './Field.module.css';

export function OptionalMark() {
  const t = useT();
  return <span className={styles.optional}> {t('form.optional')}</span>;
}

export function Complaint({ id, children }: { id?: string; children: string }) {
  return (
    <p id={id} className={styles.complaint}>
      <IconAlert />
      <span>{children}</span>
    </p>
  );
}

/** What ties a control to its label, its help and its complaint. */
export interface Ties {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

interface FieldFrameProps {
  label: string;
  description?: ReactNode;
  required: boolean;
  error: string | undefined;
  /** The control, and what else belongs between the help and the complaint. */
  children: (ties: Ties) => ReactNode;
}

export function FieldFrame({ label, description, required, error, children }: FieldFrameProps) {
  const id = useId();
  const help = `${id}-help`;
  const complaint = `${id}-complaint`;
  const described = [description && help, error && complaint].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {!required && <OptionalMark />}
      </label>
      {description && (
        <span id={help} className={styles.help}>
          {description}
        </span>
      )}
      {children({
        id,
        'aria-invalid': error !== undefined,
        'aria-describedby': described || undefined,
      })}
      {error && <Complaint id={complaint}>{error}</Complaint>}
    </div>
  );
}
