// One pair from all sides: what can be done with it, why they fit, both as they enrolled, and who else it could have been.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  getProposal,
  type ProposalAlternative,
  type ProposalDetail,
  type ProposalView,
} from '../../gen';
import { FactorBars } from '../../shared/charts/FactorBars';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Badge, StateBadge } from '../../shared/ui/Badge';
import { cx } from '../../shared/ui/classNames';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import styles from './PairPanel.module.css';
import { Profiles } from './Profiles';
import { useSettled } from './useSettled';
import { factorsOf, PROPOSAL_TONES, useReasonWords } from './words';

interface PairPanelProps {
  /** The pair as the list has it, so that its names are there at once. */
  pair: ProposalView;
  /** What can be done with the pair, where anything can. */
  actions?: ReactNode;
  /** Who else, with what it would cost; where the round cannot be asked any more, what it noted then is shown. */
  others?: ReactNode;
}

export default function PairPanel({ pair: row, actions, others }: PairPanelProps) {
  const id = useSettled(row.id);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['proposal', id],
    queryFn: async ({ signal }) => (await getProposal({ path: { id }, signal })).data,
    placeholderData: keepPreviousData,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={12} heading />;
  const isLate = isPlaceholderData || id !== row.id;
  return (
    <div className={cx(isLate && styles.busy)} aria-busy={isLate}>
      <Pair row={row} pair={data} actions={actions} others={others} />
    </div>
  );
}

interface PairProps extends Omit<PairPanelProps, 'pair'> {
  row: ProposalView;
  pair: ProposalDetail;
}

function Pair({ row, pair, actions, others }: PairProps) {
  const t = useT();
  const { number } = useNumbers();
  const { factor, reason } = useReasonWords();
  return (
    <article className={styles.pair} aria-labelledby="pair">
      <header className={styles.head}>
        <div className={styles.who}>
          <h2 id="pair" tabIndex={-1} className={styles.names}>
            {t('matching.pair.title', { mentee: row.mentee_name, mentor: row.mentor_name })}
          </h2>
          <Answers pair={pair} />
        </div>
        <p className={styles.total}>
          <span className={styles.figure}>{number(row.points)}</span>
          <span className={styles.possible}>
            {t('matching.pair.points', { possible: pair.points_possible })}
          </span>
        </p>
      </header>
      {actions}
      <section className={styles.part}>
        <FactorBars
          title={t('matching.pair.why')}
          factors={factorsOf(pair.reasons, factor, reason)}
        />
      </section>
      <section className={styles.part} aria-labelledby="profiles">
        <h3 id="profiles">{t('matching.pair.profiles')}</h3>
        <Profiles pair={pair} />
      </section>
      <section className={styles.part} aria-labelledby="alternatives">
        <h3 id="alternatives">{t('matching.pair.others', { mentee: row.mentee_name })}</h3>
        {others ?? <Alternatives pair={pair} />}
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
