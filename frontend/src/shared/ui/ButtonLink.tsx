// A link that looks like a button: for what leads somewhere, while Button is for what does something.
import type { ReactNode } from 'react';
import { AppLink } from '../routing/AppLink';
import type { ButtonTone } from './Button';
import styles from './Button.module.css';
import { cx } from './classNames';

interface ButtonLinkProps {
  to: string;
  params?: Record<string, string>;
  search?: Record<string, unknown>;
  tone?: ButtonTone;
  children: ReactNode;
}

export function ButtonLink({ tone = 'secondary', children, ...target }: ButtonLinkProps) {
  return (
    <AppLink {...target} className={cx(styles.button, styles[tone])}>
      {children}
    </AppLink>
  );
}
