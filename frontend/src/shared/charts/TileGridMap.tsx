// The United States as tiles of one size, so that Rhode Island is as visible as Texas: who is covered, and until when.
import { useT } from '../i18n/useT';
import { cx } from '../ui/classNames';
import styles from './Chart.module.css';
import { ChartFrame } from './ChartFrame';
import { TILES } from './jurisdictions';
import { useWidth } from './useWidth';

export type Coverage = 'covered' | 'ending' | 'training' | 'uncovered' | 'none';

export interface JurisdictionTile {
  /** The postal code, such as `TX`. */
  code: string;
  name: string;
  region: string;
  state: Coverage;
  /** Who, until when; translated and formatted. */
  detail: string;
}

interface TileGridMapProps {
  title: string;
  summary: string;
  tiles: readonly JurisdictionTile[];
}

const COLUMNS = 12;
const ROWS = 8;
const STATES: readonly Coverage[] = ['covered', 'ending', 'training', 'uncovered', 'none'];

export function TileGridMap({ title, summary, tiles }: TileGridMapProps) {
  const t = useT();
  const [frame, full] = useWidth();
  const width = Math.min(full, 640);
  const step = width / COLUMNS;
  const gap = step > 40 ? 4 : 2;
  const inner = Math.max(0, step - gap);
  return (
    <ChartFrame
      title={title}
      summary={summary}
      table={{
        wordy: true,
        headers: [t('map.jurisdiction'), t('map.region'), t('map.state'), t('map.detail')],
        rows: tiles.map((tile) => [
          tile.name,
          tile.region,
          t(`map.state.${tile.state}`),
          tile.detail,
        ]),
      }}
    >
      <div ref={frame}>
        <svg className={styles.svg} height={step * ROWS} aria-hidden="true" focusable="false">
          {tiles.map((tile) => {
            const place = TILES[tile.code];
            if (!place) return null;
            return (
              <g key={tile.code} transform={`translate(${place[0] * step} ${place[1] * step})`}>
                <title>{`${tile.name}: ${tile.detail}`}</title>
                <rect
                  className={cx(styles.tile, styles[`tile_${tile.state}`])}
                  width={inner}
                  height={inner}
                  rx="3"
                />
                {tile.state === 'ending' && (
                  <path
                    className={styles.corner}
                    d={`M${inner - inner / 3} 0H${inner}V${inner / 3}Z`}
                  />
                )}
                {tile.state === 'training' && (
                  <path
                    className={styles.underline}
                    d={`M0 ${inner}V${inner * 0.82}H${inner}V${inner}Z`}
                  />
                )}
                <text
                  className={cx(styles.code, styles[`code_${tile.state}`])}
                  x={inner / 2}
                  y={inner / 2}
                  dy="0.35em"
                  fontSize={Math.min(15, inner * 0.46)}
                >
                  {tile.code}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
      <ul className={styles.legend}>
        {STATES.filter((state) => tiles.some((tile) => tile.state === state)).map((state) => (
          <li key={state}>
            <svg width="18" height="18" aria-hidden="true" focusable="false">
              <rect
                className={cx(styles.tile, styles[`tile_${state}`])}
                x="1"
                y="1"
                width="16"
                height="16"
                rx="2"
              />
            </svg>
            {t(`map.state.${state}`)}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
