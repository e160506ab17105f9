// The regions on the tile grid of the United States: darker where one seat carries more, dashed where there is no seat, a
// line where one region ends and the next begins, and a plus where the next seat belongs.
import { ChartFrame } from '../../shared/charts/ChartFrame';
import { TILES } from '../../shared/charts/jurisdictions';
import { useWidth } from '../../shared/charts/useWidth';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { cx } from '../../shared/ui/classNames';
import type { Band, Measure, RegionLoad } from './load';
import styles from './RegionMap.module.css';

interface RegionMapProps {
  loads: readonly RegionLoad[];
  measure: Measure;
  /** Names of the jurisdictions by their code. */
  names: ReadonlyMap<string, string>;
  /** The regions where the next seat belongs; empty for those who are not told. */
  next: ReadonlySet<string>;
}

const COLUMNS = 12;
const ROWS = 8;
/** A plus whose middle is there. */
const plus = (x: number, y: number) =>
  `M${x - 7} ${y - 2.5}h4.5v-4.5h5v4.5h4.5v5h-4.5v4.5h-5v-4.5h-4.5z`;
const BANDS: readonly Band[] = [1, 2, 3, 4];

export function RegionMap({ loads, measure, names, next }: RegionMapProps) {
  const t = useT();
  const { number } = useNumbers();
  const [frame, full] = useWidth();
  const width = Math.min(full, 620);
  const step = width / COLUMNS;
  const gap = step > 40 ? 5 : 3;
  const inner = Math.max(0, step - gap);
  const of = new Map(
    loads.flatMap((load) => load.region.jurisdictions.map((code) => [code, load])),
  );
  const placed = new Map(Object.entries(TILES).map(([code, [x, y]]) => [`${x} ${y}`, code]));
  const most = Math.max(0, ...loads.map((load) => load.carried));
  const words = (load: RegionLoad) =>
    load.perSeat === null
      ? t('network.load.no_seat', { carried: number(load.carried, 0) })
      : t(`network.load.per_seat.${measure}`, { carried: number(load.perSeat, 0) });
  const heaviest = loads.find((load) => load.carried === most);
  // Where the neighbour to the right or below belongs to another region.
  const borders = [...of].flatMap(([code, load]) => {
    const place = TILES[code];
    if (!place) return [];
    const [x, y] = place;
    const differs = (neighbour: string | undefined) =>
      neighbour !== undefined && of.get(neighbour)?.region.id !== load.region.id;
    const [left, top] = [x * step - gap / 2, y * step - gap / 2];
    const lines: string[] = [];
    if (differs(placed.get(`${x + 1} ${y}`))) lines.push(`M${left + step} ${top}v${step}`);
    if (differs(placed.get(`${x} ${y + 1}`))) lines.push(`M${left} ${top + step}h${step}`);
    return lines;
  });
  const wanting = loads.filter(({ region }) => next.has(region.id));
  const summary = [
    heaviest && most > 0
      ? t('network.load.summary', { region: heaviest.region.name, load: words(heaviest) })
      : t('network.load.summary_none'),
    wanting.length > 0 &&
      t('network.load.next', { regions: wanting.map(({ region }) => region.name).join(', ') }),
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <ChartFrame
      title={t(`network.load.title.${measure}`)}
      summary={summary}
      table={{
        wordy: true,
        headers: [
          t('network.jurisdiction'),
          t('network.region'),
          t(`network.load.title.${measure}`),
          ...(wanting.length > 0 ? [t('network.next_seat.title')] : []),
        ],
        rows: [...of].map(([code, load]) => [
          names.get(code) ?? code,
          load.region.name,
          words(load),
          ...(wanting.length > 0
            ? [next.has(load.region.id) ? t('network.next_seat.here') : '—']
            : []),
        ]),
      }}
    >
      <div ref={frame}>
        <svg className={styles.map} height={step * ROWS} aria-hidden="true" focusable="false">
          {[...of].map(([code, load]) => {
            const place = TILES[code];
            if (!place) return null;
            return (
              <g key={code} transform={`translate(${place[0] * step} ${place[1] * step})`}>
                <title>{`${names.get(code) ?? code}, ${load.region.name}: ${words(load)}`}</title>
                <rect
                  className={cx(
                    styles.tile,
                    styles[`band_${load.band}`],
                    load.perSeat === null && styles.seatless,
                  )}
                  width={inner}
                  height={inner}
                  rx="3"
                />
                {next.has(load.region.id) && (
                  <path className={styles.next} d={plus(inner - 1, 1)} />
                )}
                <text
                  className={cx(styles.code, styles[`code_${load.band}`])}
                  x={inner / 2}
                  y={step > 40 ? inner * 0.42 : inner / 2}
                  dy="0.35em"
                  fontSize={Math.min(15, inner * 0.46)}
                >
                  {code}
                </text>
                {step > 40 && (
                  <text
                    className={cx(styles.region, styles[`code_${load.band}`])}
                    x={inner / 2}
                    y={inner * 0.78}
                    dy="0.35em"
                    fontSize="11"
                  >
                    {load.region.code}
                  </text>
                )}
              </g>
            );
          })}
          <path className={styles.border} d={borders.join('')} />
        </svg>
      </div>
      <ul className={styles.legend}>
        {BANDS.filter((band) => loads.some((load) => load.band === band)).map((band) => (
          <li key={band}>
            <span className={cx(styles.swatch, styles[`swatch_${band}`])} aria-hidden="true" />
            {t('network.load.band', {
              from: number((most * (band - 1)) / 4, 0),
              to: number((most * band) / 4, 0),
            })}
          </li>
        ))}
        {loads.some((load) => load.perSeat === null) && (
          <li>
            <span className={cx(styles.swatch, styles.swatchSeatless)} aria-hidden="true" />
            {t('network.load.seatless')}
          </li>
        )}
        {wanting.length > 0 && (
          <li>
            <svg width="18" height="18" aria-hidden="true" focusable="false">
              <path className={styles.next} d={plus(9, 9)} />
            </svg>
            {t('network.next_seat.here')}
          </li>
        )}
      </ul>
    </ChartFrame>
  );
}
