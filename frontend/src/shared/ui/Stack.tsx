// Space between things, so that no component needs margins of its own.
import type { ReactNode } from 'react';
import { cx } from './classNames';
import styles from './Stack.module.css';

interface StackProps {
  gap?: 's' | 'm' | 'l';
  /** Side by side, wrapping, instead of one under the other. */
  row?: boolean;
  children: ReactNode;
}

export function Stack({ gap = 'm', row, children }: StackProps) {
  return <div className={cx(styles.stack, styles[gap], row && styles.row)}>{children}</div>;
}
