// The one button, native so that the shell stays light. When it is off, the reason stands beside it instead of the button vanishing.
import { type ReactNode, useId } from 'react';
import { VisuallyHidden } from '../a11y/VisuallyHidden';
import { useT } from '../i18n/useT';
import styles from './Button.module.css';
import { cx } from './classNames';

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';

interface ButtonProps {
  children: ReactNode;
  tone?: ButtonTone;
  type?: 'button' | 'submit';
  /** Shows that the work has started and refuses a second press. */
  pending?: boolean;
  /** Why the button is off; undefined when it is on. */
  disabledReason?: string | undefined;
  /** Keeps an obvious reason out of sight, such as 'this is the first page'. */
  reasonHidden?: boolean;
  onPress?: () => void;
  /** More words for a screen reader when the label alone is ambiguous, such as the row's name: `: Ana` after 'Complete'. */
  labelSuffix?: string;
  autoFocus?: boolean;
  /** For rows of tables; under a finger it stays as tall as the others. */
  small?: boolean;
}

export function Button(props: ButtonProps) {
  const { children, tone = 'secondary', type = 'button', pending = false } = props;
  const { disabledReason, reasonHidden, onPress, labelSuffix, autoFocus, small } = props;
  const t = useT();
  const reasonId = useId();
  const off = pending || disabledReason !== undefined;
  // One spoken name: hidden words inside the button would be read after a space ('Complete : Ana').
  const whole =
    labelSuffix && typeof children === 'string' ? `${children}${labelSuffix}` : undefined;
  const spoken = whole && pending ? `${whole}, ${t('state.working')}` : whole;
  return (
    <span className={styles.wrap}>
      <button
        className={cx(
          styles.button,
          styles[tone],
          small && styles.small,
          disabledReason && styles.off,
        )}
        // Off but reachable, so that the keyboard can find the reason; an off button submits nothing.
        type={off ? 'button' : type}
        aria-label={spoken}
        aria-disabled={off || undefined}
        aria-describedby={disabledReason ? reasonId : undefined}
        onClick={off ? undefined : onPress}
        // biome-ignore lint/a11y/noAutofocus: only for the safe choice of a dialog that has just opened
        autoFocus={autoFocus}
      >
        {pending && <span className={styles.spinner} aria-hidden="true" />}
        {children}
        {labelSuffix && !spoken && <VisuallyHidden>{labelSuffix}</VisuallyHidden>}
        {pending && !spoken && <VisuallyHidden>{t('state.working')}</VisuallyHidden>}
      </button>
      {disabledReason && (
        <span id={reasonId} className={styles.reason}>
          {reasonHidden ? <VisuallyHidden>{disabledReason}</VisuallyHidden> : disabledReason}
        </span>
      )}
    </span>
  );
}
