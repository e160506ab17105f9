// How a figure went day by day, beside the value it should have. Days without a value leave a gap.
import { useDates } from '../i18n/useDates';
import { useT } from '../i18n/useT';
import styles from './Chart.module.css';
import { ChartFrame } from './ChartFrame';

export interface SparkPoint {
  /** A calendar date. */
  on: string;
  /** Null where it could not be measured. */
  value: number | null;
}

interface SparklineProps {
  title: string;
  /** The oldest first. */
  points: readonly SparkPoint[];
  target: number;
  format: (value: number) => string;
}

const WIDTH = 240;
const HEIGHT = 40;
const MARGIN = 4;

export function Sparkline({ title, points, target, format }: SparklineProps) {
  const t = useT();
  const dates = useDates();
  const measured = points.filter((point) => point.value !== null);
  const [first, last] = [measured[0], measured.at(-1)];
  const words = (value: number | null | undefined) =>
    value === null || value === undefined ? t('chart.not_measured') : format(value);
  const values = measured.map(({ value }) => value ?? 0);
  const [low, high] = [Math.min(target, ...values), Math.max(target, ...values)];
  const y = (value: number) =>
    high === low
      ? HEIGHT / 2
      : HEIGHT - MARGIN - ((value - low) / (high - low)) * (HEIGHT - 2 * MARGIN);
  const start = Date.parse(points[0]?.on ?? '');
  const span = Date.parse(points.at(-1)?.on ?? '') - start;
  const x = (on: string) =>
    MARGIN + (span > 0 ? (Date.parse(on) - start) / span : 0.5) * (WIDTH - 2 * MARGIN);
  let pen = 'M';
  const path = points
    .map(({ on, value }) => {
      if (value === null) {
        pen = 'M';
        return '';
      }
      const step = `${pen}${x(on).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = 'L';
      return step;
    })
    .join('');
  const summary = () => {
    if (!first || !last) {
      return t('chart.spark_empty');
    }
    const end = { to: dates.date(last.on), last: words(last.value), target: format(target) };
    return first === last
      ? t('chart.spark_one', end)
      : t('chart.spark_summary', { from: dates.date(first.on), first: words(first.value), ...end });
  };
  return (
    <ChartFrame
      title={title}
      summary={summary()}
      table={{
        headers: [t('chart.day'), t('chart.value')],
        rows: [...points].reverse().map(({ on, value }) => [dates.date(on), words(value)]),
      }}
    >
      <svg
        className={styles.spark}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        aria-hidden="true"
        focusable="false"
      >
        <path className={styles.sparkTarget} d={`M0 ${y(target)}H${WIDTH}`} />
        <path className={styles.sparkLine} d={path} />
        {last && (
          <circle className={styles.sparkEnd} cx={x(last.on)} cy={y(last.value ?? 0)} r="3" />
        )}
      </svg>
    </ChartFrame>
  );
}
