// Whether two can be paired by hand, said before anybody presses: every obstacle in words.
import { useQuery } from '@tanstack/react-query';
import { checkHandMadePair } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { ErrorState } from '../../shared/ui/ErrorState';
import styles from './HandCheck.module.css';

// What the reader's language has words for; the rest comes in the server's.
const WORDED = [
  'no_seat',
  'same_person',
  'same_employer',
  'no_shared_language',
  'other_region',
  'too_few_shared_hours',
  'not_available',
];

/** What stands in the way of two; nothing is asked before both are chosen. */
export const useHandCheck = (mentor: string | undefined, mentee: string | undefined) =>
  useQuery({
    queryKey: ['hand-check', mentor, mentee],
    enabled: Boolean(mentor && mentee),
    queryFn: async ({ signal }) =>
      (
        await checkHandMadePair({
          query: { mentor_enrolment_id: mentor ?? '', mentee_enrolment_id: mentee ?? '' },
          signal,
        })
      ).data,
    staleTime: 0,
  });

export function HandCheck({ mentor, mentee }: { mentor: string; mentee: string }) {
  const t = useT();
  const { data, error, refetch } = useHandCheck(mentor, mentee);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div role="status" className={styles.check}>
      {!data && <p>{t('mentorships.hand.checking')}</p>}
      {data?.possible && (
        <p>
          <Badge tone="good">{t('mentorships.hand.possible')}</Badge>
        </p>
      )}
      {data && !data.possible && (
        <>
          <p>
            <Badge tone="danger">{t('mentorships.hand.impossible')}</Badge>
          </p>
          <ul className={styles.obstacles}>
            {data.obstacles.map(({ code, detail }) => (
              <li key={`${code} ${detail}`}>
                {WORDED.includes(code) ? t(`mentorships.hand.obstacle.${code}`) : detail}
              </li>
            ))}
          </ul>
        </>
      )}
      {data && data.warnings.length > 0 && (
        <>
          <p>
            <Badge tone="attention">{t('mentorships.hand.warning')}</Badge>
          </p>
          <ul className={styles.obstacles}>
            {data.warnings.map(({ code, detail }) => (
              <li key={code}>{detail}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
