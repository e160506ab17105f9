// What may be said about one item: how the answers spread, by role, its mean with the interval, and how each was made.
import type { ItemResult } from '../../gen';
import { BarDistribution } from '../../shared/charts/BarDistribution';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Stack } from '../../shared/ui/Stack';
import { ByRole } from './ByRole';
import styles from './Evidence.module.css';
import { MeanPlot } from './MeanPlot';
import { Method } from './Method';
import { useEvidenceWords } from './words';

export function ItemFigures({ result }: { result: ItemResult }) {
  const t = useT();
  const { number } = useNumbers();
  const words = useEvidenceWords();
  const { total, missing, k } = result;
  if (result.kind === 'text') {
    return (
      <div className={styles.withheld}>
        <p className={styles.withheldTitle}>{t('evaluation.text.title')}</p>
        <p>
          {total.n.state === 'not_enough_answers'
            ? t('evaluation.text.few', { k: number(k) })
            : t('evaluation.text.answered', { n: words.cell(total.n) })}
        </p>
      </div>
    );
  }
  if (result.state === 'not_enough_answers') {
    return (
      <div className={styles.withheld}>
        <p className={styles.withheldTitle}>{t('evaluation.cell.not_enough_answers')}</p>
        <p>{t('evaluation.item.withheld', { k: number(k) })}</p>
      </div>
    );
  }
  const rows = [total, ...result.by_role];
  const measured = rows.some((row) => row.statistics?.length);
  return (
    <Stack gap="l">
      <div className={styles.sides}>
        {total.cells.length > 0 && (
          <BarDistribution
            title={t('evaluation.item.spread')}
            n={total.n.count ?? null}
            summary={words.summary(result)}
            items={total.cells.map((cell) => ({
              code: String(cell.code),
              label: cell.label,
              count: cell.count ?? null,
              withheld: words.cell(cell),
            }))}
          />
        )}
        {result.by_role.length > 0 && <ByRole result={result} />}
      </div>
      {measured ? (
        <MeanPlot result={result} />
      ) : (
        result.kind !== 'single_choice' && (
          <p className={styles.note}>{t('evaluation.item.no_statistics')}</p>
        )
      )}
      <p className={styles.note}>
        {(['refused', 'skipped', 'not_asked'] as const)
          .map((reason) => `${t(`evaluation.missing.${reason}`)}: ${words.cell(missing[reason])}`)
          .join(' · ')}
      </p>
      {measured && (
        <details className={styles.method}>
          <summary>{t('evaluation.method.summary')}</summary>
          <div>
            {rows.map((row) =>
              row.statistics?.map((statistic) => (
                <Method
                  key={`${row.key} ${statistic.name}`}
                  who={words.row(row)}
                  statistic={statistic}
                />
              )),
            )}
          </div>
        </details>
      )}
    </Stack>
  );
}
