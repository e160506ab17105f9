// What was decided with: in words, and as one bar of those who said yes, no or neither.
import type { DecisionResult as Result } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Stack } from '../../shared/ui/Stack';
import styles from './DecisionResult.module.css';
import { CHOICES } from './voting';

/** 'Yes 5, no 1, abstained 2'. */
export function useResultWords() {
  const t = useT();
  return ({ yes, no, abstain }: Result) =>
    t('governance.decisions.result_words', { yes, no, abstain });
}

export function DecisionResult({ result }: { result: Result }) {
  const t = useT();
  const { number } = useNumbers();
  const { took_part, quorum, eligible } = result;
  const votes = result.yes + result.no + result.abstain;
  return (
    <Stack>
      {votes > 0 && (
        <div className={styles.bar} aria-hidden="true">
          {CHOICES.filter((choice) => result[choice] > 0).map((choice) => (
            <span key={choice} className={styles[choice]} style={{ flexGrow: result[choice] }} />
          ))}
        </div>
      )}
      <dl className={styles.figures}>
        {CHOICES.map((choice) => (
          <div key={choice} className={styles.figure}>
            <dt>
              <span className={styles[choice]} aria-hidden="true" />
              {t(`governance.votes.${choice}`)}
            </dt>
            <dd>{number(result[choice])}</dd>
          </div>
        ))}
      </dl>
      <p>
        {t(`governance.decisions.${took_part >= quorum ? 'quorum_reached' : 'quorum_missed'}`, {
          took_part,
          quorum,
          eligible,
        })}
      </p>
    </Stack>
  );
}
