// One pair from all sides: why they fit, both as they enrolled, and who else it could have been.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getProposal, type ProposalAlternative, type ProposalDetail } from '../../gen';
import { FactorBars } from '../../shared/charts/FactorBars';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Badge, StateBadge } from '../../shared/ui/Badge';
import { cx } from '../../shared/ui/classNames';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import styles from './PairPanel.module.css';
import { Profiles } from './Profiles';
import { PROPOSAL_TONES, useReasonWords } from './words';

export function PairPanel({ id }: { id: string }) {
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['proposal', id],
    queryFn: async ({ signal }) => (await getProposal({ path: { id }, signal })).data,
    placeholderData: keepPreviousData,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={12} heading />;
  return (
    <div className={cx(isPlaceholderData && styles.busy)} aria-busy={isPlaceholderData}>
      <Pair pair={data} />
    </div>
  );
}

function Pair({ pair }: { pair: ProposalDetail }) {
  const t = useT();
  const { number } = useNumbers();
  const { factor, reason } = useReasonWords();
  return (
    <article className={styles.pair} aria-labelledby="pair">
      <header className={styles.head}>
        <div className={styles.who}>
          <h2 id="pair" tabIndex={-1} className={styles.names}>
            {t('matching.pair.title', { mentee: pair.mentee_name, mentor: pair.mentor_name })}
          </h2>
          <Answers pair={pair} />
        </div>
        <p className={styles.total}>
          <span className={styles.figure}>{number(pair.points)}</span>
          <span className={styles.possible}>
            {t('matching.pair.points', { possible: pair.points_possible })}
          </span>
        </p>
      </header>
      <section className={styles.part}>
        <FactorBars
          title={t('matching.pair.why')}
          factors={[...pair.reasons]
            .sort((a, b) => b.points - a.points || b.out_of - a.out_of)
            .filter((each) => each.out_of > 0)
            .map((each) => ({
              code: each.factor,
              label: t('matching.pair.reason', {
                factor: factor(each.factor),
                reason: reason(each),
              }),
              points: each.points,
              max: each.out_of,
            }))}
        />
      </section>
      <section className={styles.part} aria-labelledby="profiles">
        <h3 id="profiles">{t('matching.pair.profiles')}</h3>
        <Profiles pair={pair} />
      </section>
      <section className={styles.part} aria-labelledby="alternatives">
        <h3 id="alternatives">{t('matching.pair.others', { mentee: pair.mentee_name })}</h3>
        <Alternatives pair={pair} />
      </section>
    </article>
  );
}

function Answers({ pair }: { pair: ProposalDetail }) {
  const t = useT();
  const dates = useDates();
  if (pair.state === 'proposed') return <Badge>{t('matching.pair.not_asked')}</Badge>;
  const said = (answer: 'accepted' | 'declined' | null | undefined, name: string) =>
    t(`matching.pair.said.${answer ?? 'nothing'}`, { name });
  return (
    <div className={styles.answers}>
      <StateBadge
        state={pair.state}
        label={t(`matching.proposal.state.${pair.state}`)}
        tones={PROPOSAL_TONES}
      />
      <span>{said(pair.mentee_answer, pair.mentee_name)}</span>
      <span>{said(pair.mentor_answer, pair.mentor_name)}</span>
      {pair.state === 'published' && pair.answer_by && (
        <span>{t('matching.pair.answer_by', { when: dates.dateTime(pair.answer_by) })}</span>
      )}
      {pair.decline_reason && (
        <span>
          {t('matching.pair.declined_because', {
            reason: t(`matching.decline.${pair.decline_reason}`),
          })}
        </span>
      )}
    </div>
  );
}

function Alternatives({ pair }: { pair: ProposalDetail }) {
  const t = useT();
  const { number } = useNumbers();
  if (pair.alternatives.length === 0) {
    return <p className={styles.soft}>{t('matching.pair.no_others')}</p>;
  }
  const compared = ({ points }: ProposalAlternative) => {
    const more = points - pair.points;
    if (more === 0) return t('matching.pair.as_many');
    return t(more > 0 ? 'matching.pair.more_points' : 'matching.pair.fewer_points', {
      count: Math.abs(more),
    });
  };
  return (
    <ol className={styles.others}>
      {pair.alternatives.map((other) => (
        <li key={other.enrolment_id} className={styles.other}>
          <span className={styles.otherName}>{other.name}</span>
          <span className={styles.otherPoints}>{number(other.points)}</span>
          <span className={styles.soft}>
            {compared(other)}{' '}
            {t(other.full ? 'matching.pair.other_full' : 'matching.pair.other_free')}
          </span>
        </li>
      ))}
    </ol>
  );
}
