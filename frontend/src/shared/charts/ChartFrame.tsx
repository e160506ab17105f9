// Around every chart: its title, what it shows in a sentence, and the same figures as a table.
import { type ReactNode, useId, useState } from 'react';
import { useT } from '../i18n/useT';
import { Button } from '../ui/Button';
import { cx } from '../ui/classNames';
import styles from './Chart.module.css';

export interface ChartTable {
  headers: string[];
  rows: Array<[string, ...string[]]>;
  /** The columns after the first hold words, not figures. */
  wordy?: boolean;
}

interface ChartFrameProps {
  title: string;
  /** The chart in words, for those who do not see it and those in a hurry. */
  summary: string;
  table: ChartTable;
  children: ReactNode;
}

export function ChartFrame({ title, summary, table, children }: ChartFrameProps) {
  const t = useT();
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  return (
    <figure className={styles.figure} aria-labelledby={titleId}>
      <figcaption className={styles.caption}>
        <span id={titleId} className={styles.title}>
          {title}
        </span>
        <span className={styles.summary}>{summary}</span>
      </figcaption>
      {asTable ? <FiguresTable title={title} table={table} /> : children}
      <div className={styles.toggle}>
        <Button tone="quiet" onPress={() => setAsTable(!asTable)} labelSuffix={`: ${title}`}>
          {asTable ? t('chart.as_picture') : t('chart.as_table')}
        </Button>
      </div>
    </figure>
  );
}

function FiguresTable({ title, table }: { title: string; table: ChartTable }) {
  return (
    <div className={styles.scroll}>
      <table className={cx(styles.table, table.wordy && styles.wordy)} aria-label={title}>
        <thead>
          <tr>
            {table.headers.map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name, ...figures]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {figures.map((figure, at) => (
                <td key={table.headers[at + 1]}>{figure}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
