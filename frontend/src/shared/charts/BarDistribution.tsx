// How the answers to one item spread: a bar for each choice in its own order, what is withheld hatched and said.
import { useNumbers, useT } from '../i18n/useT';
import { BarRow } from './BarRow';
import styles from './Chart.module.css';
import { ChartFrame } from './ChartFrame';

export interface DistributionItem {
  code: string;
  label: string;
  /** Null when withheld to protect the people in it. */
  count: number | null;
  /** Why it is withheld, in a word or two; 'withheld' unless told. */
  withheld?: string;
}

interface BarDistributionProps {
  title: string;
  items: readonly DistributionItem[];
  /** How many answered; null when that is withheld too. */
  n: number | null;
  /** The sentence above the bars, when the caller knows more than the counts tell. */
  summary?: string;
}

export function BarDistribution({ title, items, n, summary: told }: BarDistributionProps) {
  const t = useT();
  const numbers = useNumbers();
  // A full bar is everyone who answered, so that bars can be compared between items.
  const whole = Math.max(1, n ?? 0, ...items.map((item) => item.count ?? 0));
  const share = (count: number) => (n ? numbers.percent(count / n) : '');
  const hidden = (item: DistributionItem) => item.withheld ?? t('chart.withheld');
  const figure = (item: DistributionItem) =>
    item.count === null
      ? hidden(item)
      : t('chart.count_and_share', {
          count: numbers.number(item.count),
          share: share(item.count),
        });
  const top = items.reduce<DistributionItem | null>(
    (best, item) => ((item.count ?? -1) > (best?.count ?? -1) ? item : best),
    null,
  );
  const summary =
    n === null || !top || top.count === null
      ? t('chart.distribution_withheld')
      : t('chart.distribution_summary', {
          n: numbers.number(n),
          top: top.label,
          share: share(top.count),
        });
  return (
    <ChartFrame
      title={title}
      summary={told ?? summary}
      table={{
        headers: [t('chart.answer'), t('chart.count'), t('chart.share')],
        rows: items.map((item) => [
          item.label,
          item.count === null ? hidden(item) : numbers.number(item.count),
          item.count === null ? hidden(item) : share(item.count),
        ]),
      }}
    >
      <ul className={styles.rows}>
        {items.map((item) => (
          <BarRow
            key={item.code}
            label={item.label}
            figure={figure(item)}
            share={item.count === null ? null : item.count / whole}
          />
        ))}
      </ul>
    </ChartFrame>
  );
}
