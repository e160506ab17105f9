// A matching policy to read: what rules a pair out, and how many points each likeness can give.
import type { MatchingPolicy } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import styles from './Policy.module.css';
import { FACTORS } from './words';

export function PolicyWords({ policy }: { policy: MatchingPolicy }) {
  const t = useT();
  const { number } = useNumbers();
  const weights = policy.weights ?? {};
  const most = Math.max(1, ...FACTORS.map((factor) => weights[factor] ?? 0));
  const sum = FACTORS.reduce((total, factor) => total + (weights[factor] ?? 0), 0);
  const rules = [
    policy.same_employer_forbidden && 'same_employer_forbidden',
    policy.shared_language_required && 'shared_language_required',
    policy.within_region && 'within_region',
  ].filter((rule) => typeof rule === 'string');
  return (
    <div className={styles.policy}>
      <section className={styles.part}>
        <h3>{t('matching.policy.rules')}</h3>
        <ul className={styles.rules}>
          {rules.map((rule) => (
            <li key={rule}>{t(`matching.policy.rule.${rule}`)}</li>
          ))}
          {(policy.least_shared_hours ?? 0) > 0 && (
            <li>
              {t('matching.policy.rule.shared_hours', { hours: policy.least_shared_hours ?? 0 })}
            </li>
          )}
          <li>{t('matching.policy.rule.always')}</li>
        </ul>
        <h3>{t('matching.policy.aim')}</h3>
        <p>{t(`matching.objective.${policy.objective ?? 'most_total_fit'}`)}</p>
      </section>
      <section className={styles.part}>
        <h3>{t('matching.policy.weights')}</h3>
        <p className={styles.soft}>{t('matching.policy.weights_lead', { sum })}</p>
        <ul className={styles.weights}>
          {FACTORS.map((factor) => {
            const weight = weights[factor] ?? 0;
            return (
              <li key={factor} className={styles.weight}>
                <span>{t(`matching.factor.${factor}`)}</span>
                <svg className={styles.bar} height="8" aria-hidden="true" focusable="false">
                  <rect className={styles.track} width="100%" height="8" rx="2" />
                  <rect
                    className={styles.fill}
                    width={`${(weight / most) * 100}%`}
                    height="8"
                    rx="2"
                  />
                </svg>
                <span className={styles.figure}>
                  {weight === 0 ? t('matching.policy.off') : number(weight)}
                </span>
              </li>
            );
          })}
        </ul>
        <p className={styles.soft}>
          {t('matching.policy.limits', {
            hours: number((policy.time_zone_tolerance_minutes ?? 360) / 60),
            years: policy.experience_years_for_full_points ?? 15,
          })}
        </p>
      </section>
    </div>
  );
}
