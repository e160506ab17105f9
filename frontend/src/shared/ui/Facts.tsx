// Facts about one thing, as terms and what they are.
import { Fragment, type ReactNode } from 'react';
import styles from './Facts.module.css';

export function Facts({ items }: { items: Array<{ term: string; value: ReactNode }> }) {
  return (
    <dl className={styles.facts}>
      {items.map(({ term, value }) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
