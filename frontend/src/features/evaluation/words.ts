// The words of evidence: what a protected cell says, and a figure with the precision it has.
import type { ItemResult, ResultCell, ResultRow, ResultStatistic } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';

const STATISTICS = new Set(['mean', 'sd', 'median', 'rr1', 'rr2', 'rr3', 'rr4', 'rr5', 'rr6']);

export function useEvidenceWords() {
  const t = useT();
  const { number, percent } = useNumbers();
  return {
    /** A count, or why there is none; a zero, a hidden and a withheld count never read alike. */
    cell: (cell: ResultCell) =>
      cell.state === 'count' || cell.state === 'zero'
        ? number(cell.count ?? 0)
        : t(`evaluation.cell.${cell.state}`),
    /** Who a row is about; roles come as codes. */
    row: (row: ResultRow) => {
      if (row.key === 'total') return t('evaluation.row.total');
      return row.key === 'mentor' || row.key === 'mentee'
        ? t(`evaluation.row.${row.key}`)
        : row.label;
    },
    statistic: (name: string) => (STATISTICS.has(name) ? t(`evaluation.statistic.${name}`) : name),
    figure: (statistic: ResultStatistic) => {
      const { value, name } = statistic;
      if (value === null || value === undefined) return t('evaluation.no_figure');
      return name.startsWith('rr') ? percent(value, 1) : number(value, 2);
    },
    interval: ({ interval }: ResultStatistic) =>
      interval
        ? t('evaluation.interval', {
            level: percent(interval.level),
            low: number(interval.low, 2),
            high: number(interval.high, 2),
          })
        : null,
    /** One sentence about an item. */
    summary: (result: ItemResult) => {
      const { total, k } = result;
      if (result.state === 'not_enough_answers') return t('evaluation.item.withheld', { k });
      const n = total.n.count;
      const hidden = total.cells.filter((cell) => cell.state === 'suppressed').length;
      const top = total.cells.reduce<ResultCell | null>(
        (best, cell) => ((cell.count ?? -1) > (best?.count ?? -1) ? cell : best),
        null,
      );
      const said = [
        n === null || n === undefined
          ? t('evaluation.item.n_hidden')
          : t('evaluation.item.answered', { n: number(n) }),
      ];
      if (top?.count && n)
        said.push(t('evaluation.item.most', { top: top.label, share: percent(top.count / n) }));
      if (hidden > 0) said.push(t('evaluation.item.hidden', { count: hidden }));
      return said.join(' ');
    },
  };
}
