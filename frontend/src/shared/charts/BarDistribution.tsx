// How the answers to one item spread: a bar for each choice in its own order, what is withheld hatched and said.
import { useId } from 'react';
import { useNumbers, useT } from '../i18n/useT';
import styles from './Chart.module.css';
import { ChartFrame } from './ChartFrame';
import { useWidth } from './useWidth';

export interface DistributionItem {
  code: string;
  label: string;
  /** Null when withheld to protect the people in it. */
  count: number | null;
}

interface BarDistributionProps {
  title: string;
  items: readonly DistributionItem[];
  /** How many answered; null when that is withheld too. */
  n: number | null;
}

const ROW = 46;

export function BarDistribution({ title, items, n }: BarDistributionProps) {
  const t = useT();
  const numbers = useNumbers();
  const hatch = useId();
  const [frame, width] = useWidth();
  // A full bar is everyone who answered, so that bars can be compared between items.
  const whole = Math.max(1, n ?? 0, ...items.map((item) => item.count ?? 0));
  const share = (count: number) => (n ? numbers.percent(count / n) : '');
  const figure = (count: number | null) =>
    count === null
      ? t('chart.withheld')
      : t('chart.count_and_share', { count: numbers.number(count), share: share(count) });
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
      summary={summary}
      table={{
        headers: [t('chart.answer'), t('chart.count'), t('chart.share')],
        rows: items.map((item) => [
          item.label,
          item.count === null ? t('chart.withheld') : numbers.number(item.count),
          item.count === null ? t('chart.withheld') : share(item.count),
        ]),
      }}
    >
      <div ref={frame}>
        <svg
          className={styles.svg}
          height={items.length * ROW}
          aria-hidden="true"
          focusable="false"
        >
          <defs>
            <pattern
              id={hatch}
              width="7"
              height="7"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <path className={styles.hatchLine} d="M0 0v7" />
            </pattern>
          </defs>
          {items.map((item, at) => (
            <g key={item.code} transform={`translate(0 ${at * ROW})`}>
              <text className={styles.label} x="0" y="16">
                {item.label}
              </text>
              <text className={styles.value} x={width} y="16" textAnchor="end">
                {figure(item.count)}
              </text>
              <rect className={styles.track} x="0" y="23" width={width} height="12" rx="2" />
              {item.count === null ? (
                <rect x="0" y="23" width={width} height="12" rx="2" fill={`url(#${hatch})`} />
              ) : (
                <rect
                  className={styles.barFill}
                  x="0"
                  y="23"
                  width={(item.count / whole) * width}
                  height="12"
                  rx="2"
                />
              )}
            </g>
          ))}
        </svg>
      </div>
    </ChartFrame>
  );
}
