// Where one stands in a fixed sequence: done, here, to come; each said in words too.
import { VisuallyHidden } from '../a11y/VisuallyHidden';
import { useT } from '../i18n/useT';
import { cx } from './classNames';
import { IconCheck } from './icons';
import styles from './Stepper.module.css';

interface StepperProps {
  label: string;
  steps: Array<{ id: string; label: string }>;
  current: string;
}

export function Stepper({ label, steps, current }: StepperProps) {
  const t = useT();
  const here = steps.findIndex((step) => step.id === current);
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step, at) => {
        const state = at < here ? 'done' : at === here ? 'here' : 'ahead';
        return (
          <li
            key={step.id}
            className={cx(styles.step, styles[state])}
            aria-current={state === 'here' ? 'step' : undefined}
          >
            <span className={styles.mark} aria-hidden="true">
              {state === 'done' ? <IconCheck /> : at + 1}
            </span>
            <span>{step.label}</span>
            {state !== 'here' && <VisuallyHidden>{t(`stepper.${state}`)}</VisuallyHidden>}
          </li>
        );
      })}
    </ol>
  );
}
