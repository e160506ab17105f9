// A word about a state. The tone only repeats what the word and its mark already say.
import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { cx } from './classNames';

export type Tone = 'neutral' | 'good' | 'attention' | 'danger';

export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={cx(styles.badge, styles[tone])}>{children}</span>;
}

interface StateBadgeProps {
  /** The translated state. */
  label: string;
  state: string;
  /** Which states deserve a tone; all others are neutral. */
  tones: Partial<Record<string, Tone>>;
}

export function StateBadge({ label, state, tones }: StateBadgeProps) {
  return <Badge tone={tones[state] ?? 'neutral'}>{label}</Badge>;
}
