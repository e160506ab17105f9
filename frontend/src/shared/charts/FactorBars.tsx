// Why two people were matched: the points each factor gave out of those it could give.
import { useNumbers, useT } from '../i18n/useT';
import styles from './Chart.module.css';
import { ChartFrame } from './ChartFrame';
import { useWidth } from './useWidth';

export interface Factor {
  code: string;
  label: string;
  points: number;
  max: number;
}

interface FactorBarsProps {
  title: string;
  factors: readonly Factor[];
}

const ROW = 44;

export function FactorBars({ title, factors }: FactorBarsProps) {
  const t = useT();
  const { number } = useNumbers();
  const [frame, width] = useWidth();
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
      <div ref={frame}>
        <svg
          className={styles.svg}
          height={factors.length * ROW}
          aria-hidden="true"
          focusable="false"
        >
          {factors.map((factor, at) => (
            <g key={factor.code} transform={`translate(0 ${at * ROW})`}>
              <text className={styles.label} x="0" y="16">
                {factor.label}
              </text>
              <text className={styles.value} x={width} y="16" textAnchor="end">
                {words(factor)}
              </text>
              <rect
                className={styles.track}
                x="0"
                y="23"
                width={(factor.max / most) * width}
                height="10"
                rx="2"
              />
              <rect
                className={factor.points < 0 ? styles.barMinus : styles.barFill}
                x="0"
                y="23"
                width={(Math.abs(factor.points) / most) * width}
                height="10"
                rx="2"
              />
            </g>
          ))}
        </svg>
      </div>
    </ChartFrame>
  );
}
