// What a round achieved, in four figures and one sentence that can be trusted: whether anything better exists.
import type { RoundView } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { IconCheck } from '../../shared/ui/icons';
import { Stat, StatList } from '../../shared/ui/Stat';
import styles from './RoundOutcome.module.css';

export function RoundOutcome({ round }: { round: RoundView }) {
  const t = useT();
  const { number, percent } = useNumbers();
  const best = round.gap === 0;
  return (
    <section className={styles.outcome} aria-labelledby="outcome">
      <h2 id="outcome" className={styles.hidden}>
        {t('matching.outcome.title')}
      </h2>
      <StatList>
        <Stat
          label={t('matching.outcome.matched')}
          value={number(round.matched)}
          note={t('matching.outcome.matched_note', {
            share: percent(round.mentees === 0 ? 0 : round.matched / round.mentees),
            mentees: number(round.mentees),
          })}
        />
        <Stat
          label={t('matching.outcome.unmatched')}
          value={number(round.unmatched)}
          note={t('matching.outcome.unmatched_note')}
        />
        <Stat
          label={t('matching.outcome.average')}
          value={round.matched === 0 ? '—' : number(round.total_points / round.matched, 1)}
          note={t('matching.outcome.average_note', { total: number(round.total_points) })}
        />
        <Stat
          label={t('matching.outcome.mentors')}
          value={number(round.mentors)}
          note={t('matching.outcome.mentors_note')}
        />
      </StatList>
      <div className={styles.certificate}>
        <span className={styles.seal} aria-hidden="true">
          {best ? <IconCheck /> : '≤'}
        </span>
        <div>
          <p className={styles.claim}>
            {best
              ? t(`matching.certificate.${round.objective}`)
              : t('matching.certificate.gap', { gap: round.gap ?? 0 })}
          </p>
          <details className={styles.how}>
            <summary>{t('matching.certificate.how')}</summary>
            <p>{t('matching.certificate.explained')}</p>
          </details>
        </div>
      </div>
    </section>
  );
}
