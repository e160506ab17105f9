// Facts about one thing, as terms and what they are.
import { Fragment, type ReactNode } from 'react';
import { cx } from './classNames';
import styles from './Facts.module.css';

interface FactsProps {
  items: Array<{ term: string; value: ReactNode }>;
  /** Each value below its term: for narrow columns. */
  stacked?: boolean;
}

export function Facts({ items, stacked }: FactsProps) {
  return (
    <dl className={cx(styles.facts, stacked && styles.stacked)}>
      {items.map(({ term, value }) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
