// Why two people were matched: the points each factor gave out of those it could give.
import { useNumbers, useT } from '../i18n/useT';
import { BarRow } from './BarRow';
import styles from './Chart.module.css';
import { ChartFrame } from './ChartFrame';

export interface Factor {
  code: string;
  label: string;
  points: number;
  max: number;
  /** Why, in a sentence. */
  reason?: string;
}

interface FactorBarsProps {
  title: string;
  factors: readonly Factor[];
}

export function FactorBars({ title, factors }: FactorBarsProps) {
  const t = useT();
  const { number } = useNumbers();
  const most = Math.max(1, ...factors.map((factor) => factor.max));
  const total = factors.reduce((sum, factor) => sum + factor.points, 0);
  const possible = factors.reduce((sum, factor) => sum + factor.max, 0);
  const words = (factor: Factor) =>
    t('chart.points_of', { points: number(factor.points), max: number(factor.max) });
  return (
    <ChartFrame
      title={title}
      summary={t('chart.points_summary', { points: number(total), max: number(possible) })}
      table={{
        headers: [t('chart.factor'), t('chart.points'), t('chart.possible')],
        rows: factors.map((factor) => [factor.label, number(factor.points), number(factor.max)]),
      }}
    >
      <ul className={styles.rows}>
        {factors.map((factor) => (
          <BarRow
            key={factor.code}
            label={factor.label}
            note={factor.reason}
            figure={words(factor)}
            share={Math.abs(factor.points) / most}
            possible={factor.max / most}
            minus={factor.points < 0}
          />
        ))}
      </ul>
    </ChartFrame>
  );
}
