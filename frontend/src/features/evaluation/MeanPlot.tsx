// The mean of all and of each role on one scale, with the interval it may lie in; what would reveal a hidden count is not drawn.
import type { ItemResult, ResultRow } from '../../gen';
import { ChartFrame } from '../../shared/charts/ChartFrame';
import { useT } from '../../shared/i18n/useT';
import styles from './MeanPlot.module.css';
import { useEvidenceWords } from './words';

const meanOf = (row: ResultRow) => row.statistics?.find(({ name }) => name === 'mean');

export function MeanPlot({ result }: { result: ItemResult }) {
  const t = useT();
  const words = useEvidenceWords();
  const rows = [result.total, ...result.by_role];
  const codes = result.total.cells.flatMap(({ code }) => (typeof code === 'number' ? [code] : []));
  const reached = rows.flatMap((row) => {
    const mean = meanOf(row);
    return mean ? [mean.value ?? 0, mean.interval?.low ?? 0, mean.interval?.high ?? 0] : [];
  });
  const values = codes.length > 0 ? codes : [0, ...reached];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const at = (value: number) =>
    `${Math.min(100, Math.max(0, ((value - low) / (high - low || 1)) * 100))}%`;
  const figure = (row: ResultRow) => {
    const mean = meanOf(row);
    if (!mean) return t('evaluation.mean.not_shown');
    return [words.figure(mean), words.interval(mean)].filter(Boolean).join(', ');
  };
  return (
    <ChartFrame
      title={t('evaluation.mean.title')}
      summary={t(
        codes.length > 0 ? 'evaluation.mean.likert_summary' : 'evaluation.mean.number_summary',
      )}
      table={{
        wordy: true,
        headers: [
          t('evaluation.mean.who'),
          t('evaluation.mean.answered'),
          t('evaluation.mean.title'),
        ],
        rows: rows.map((row) => [words.row(row), words.cell(row.n), figure(row)]),
      }}
    >
      <ul className={styles.rows}>
        {rows.map((row) => {
          const mean = meanOf(row);
          return (
            <li key={row.key} className={styles.row}>
              <span>
                {words.row(row)}{' '}
                <span className={styles.n}>{t('evaluation.n', { n: words.cell(row.n) })}</span>
              </span>
              <span className={styles.figure}>{figure(row)}</span>
              <span className={styles.plot} aria-hidden="true">
                <svg width="100%" height="22" aria-hidden="true" focusable="false">
                  <line className={styles.axis} x1="0" x2="100%" y1="11" y2="11" />
                  {codes.map((code) => (
                    <line
                      key={code}
                      className={styles.tick}
                      x1={at(code)}
                      x2={at(code)}
                      y1="6"
                      y2="16"
                    />
                  ))}
                  {mean?.interval && (
                    <line
                      className={styles.interval}
                      x1={at(mean.interval.low)}
                      x2={at(mean.interval.high)}
                      y1="11"
                      y2="11"
                    />
                  )}
                  {typeof mean?.value === 'number' && (
                    <circle className={styles.dot} cx={at(mean.value)} cy="11" r="6" />
                  )}
                </svg>
              </span>
            </li>
          );
        })}
      </ul>
      {codes.length > 0 && (
        <p className={styles.ends} aria-hidden="true">
          <span>{`${codes[0]} ${result.total.cells[0]?.label ?? ''}`}</span>
          <span>{`${codes.at(-1)} ${result.total.cells.at(-1)?.label ?? ''}`}</span>
        </p>
      )}
    </ChartFrame>
  );
}
