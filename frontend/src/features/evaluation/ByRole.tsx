// The same answers by role, side by side; protected together with the total, so that nothing can be subtracted.
import type { ItemResult, ResultCell } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { cx } from '../../shared/ui/classNames';
import styles from './ByRole.module.css';
import { useEvidenceWords } from './words';

export function ByRole({ result }: { result: ItemResult }) {
  const t = useT();
  const { percent } = useNumbers();
  const words = useEvidenceWords();
  const rows = result.by_role;
  const choices = result.total.cells;
  const figure = (cell: ResultCell | undefined) => {
    if (!cell) return '—';
    return cell.state === 'count' && typeof cell.share === 'number'
      ? t('chart.count_and_share', { count: words.cell(cell), share: percent(cell.share) })
      : words.cell(cell);
  };
  return (
    <section
      className={styles.scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls by keyboard where the columns do not fit
      tabIndex={0}
      aria-label={`${t('evaluation.by_role')}: ${result.prompt}`}
    >
      <table className={styles.table}>
        <caption>{t('evaluation.by_role')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('chart.answer')}</th>
            {rows.map((row) => (
              <th key={row.key} scope="col">
                {words.row(row)}
                <span className={styles.n}>{t('evaluation.n', { n: words.cell(row.n) })}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {choices.map((choice, at) => (
            <tr key={choice.code}>
              <th scope="row">{choice.label}</th>
              {rows.map((row) => {
                const cell = row.cells[at];
                return (
                  <td key={row.key}>
                    <span className={styles.figure}>{figure(cell)}</span>
                    <span
                      aria-hidden="true"
                      className={cx(styles.track, cell && styles[cell.state])}
                    >
                      <span style={{ width: `${(cell?.share ?? 0) * 100}%` }} />
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.some((row) => row.state === 'only_n') && (
        <p className={styles.note}>{t('evaluation.row.only_n')}</p>
      )}
    </section>
  );
}
