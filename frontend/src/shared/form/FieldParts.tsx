// Label, help and complaint, in the same order and place for every field.
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { useT } from '../i18n/useT';
import { IconAlert } from '../ui/icons';
import styles from './Field.module.css';

export function OptionalMark() {
  const t = useT();
  return <span className={styles.optional}> {t('form.optional')}</span>;
}

export function FieldLabel({ children, required }: { children: ReactNode; required?: boolean }) {
  return (
    <Label className={styles.label}>
      {children}
      {required === false && <OptionalMark />}
    </Label>
  );
}

export function FieldHelp({ children }: { children?: ReactNode }) {
  if (!children) return null;
  return (
    <Text slot="description" className={styles.help}>
      {children}
    </Text>
  );
}

/** For fields that are React Aria's, which tie it to their input. */
export function FieldComplaint({ children }: { children?: string | undefined }) {
  return (
    <FieldError className={styles.complaint}>
      <IconAlert />
      <span>{children}</span>
    </FieldError>
  );
}

/** For the others. */
export function Complaint({ id, children }: { id?: string; children: string }) {
  return (
    <p id={id} className={styles.complaint}>
      <IconAlert />
      <span>{children}</span>
    </p>
  );
}
