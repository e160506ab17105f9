// Whether two people may be paired: the points and why, or the rule against it; and what insisting on it costs the whole.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RoundPair } from '../../gen';
import { FactorBars } from '../../shared/charts/FactorBars';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Badge, type Tone } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { useCostWords } from './effectWords';
import { WorkbenchMoves } from './WorkbenchMoves';
import type { WantedStep } from './WorkbenchStepDialog';
import styles from './WorkbenchVerdict.module.css';
import { factorsOf, useReasonWords } from './words';
import { getPossiblePair } from './workbenchApi';
import { movesOfCost } from './workbenchRows';

interface Named {
  enrolment_id: string;
  name: string;
}

interface WorkbenchVerdictProps {
  round: string;
  mentor: Named;
  mentee: Named;
  editable: boolean;
  onPair: (step: WantedStep) => void;
}

const TONES: Record<RoundPair['standing'], Tone> = {
  eligible: 'good',
  ruled_out: 'danger',
  not_available: 'neutral',
};

export function WorkbenchVerdict({
  round,
  mentor,
  mentee,
  editable,
  onPair,
}: WorkbenchVerdictProps) {
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  const ids = {
    mentor_enrolment_id: mentor.enrolment_id,
    mentee_enrolment_id: mentee.enrolment_id,
  };
  const { data, error } = useQuery({
    queryKey: ['possible_pair', round, ids],
    queryFn: ({ signal }) => getPossiblePair(round, ids, signal),
  });
  // What was pressed is gone from the list.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.verdict} aria-labelledby="verdict">
      <h3 id="verdict" ref={heading} tabIndex={-1}>
        {t('matching.pair.title', { mentee: mentee.name, mentor: mentor.name })}
      </h3>
      {error && <ErrorState error={error} />}
      {!data && !error && <Skeleton lines={5} />}
      {data && <Verdict pair={data} editable={editable} onPair={() => onPair(wanted(data))} />}
    </section>
  );

  function wanted(pair: RoundPair): WantedStep {
    const override = pair.standing === 'ruled_out';
    return { kind: 'lock', mentor, mentee, cost: pair.cost, ...(override ? { override } : {}) };
  }
}

interface VerdictProps {
  pair: RoundPair;
  editable: boolean;
  onPair: () => void;
}

function Verdict({ pair, editable, onPair }: VerdictProps) {
  const t = useT();
  const { number } = useNumbers();
  const { factor, reason } = useReasonWords();
  const costWords = useCostWords();
  const { standing, cost, proposed, locked } = pair;
  return (
    <>
      <div className={styles.line} role="status">
        <Badge tone={TONES[standing]}>
          {proposed
            ? t('matching.workbench.verdict.proposed')
            : t(`matching.workbench.verdict.${standing}`)}
        </Badge>
        {standing !== 'not_available' && (
          <span>
            {t('matching.workbench.verdict.points', {
              points: number(pair.points),
              possible: number(pair.points_possible),
            })}
          </span>
        )}
      </div>
      {pair.rules.length > 0 && (
        <ul className={styles.rules}>
          {pair.rules.map((rule) => (
            <li key={rule}>{t(`matching.workbench.rule.${rule}`)}</li>
          ))}
        </ul>
      )}
      {standing === 'not_available' && <p>{t('matching.workbench.verdict.why_not_available')}</p>}
      {pair.vetoed && <p>{t('matching.workbench.verdict.vetoed')}</p>}
      {pair.present_mentor && !proposed && (
        <p>
          {t('matching.workbench.verdict.instead_of', {
            name: pair.present_mentor.mentor.name,
            points: number(pair.present_mentor.points),
          })}
        </p>
      )}
      {cost && !proposed && (
        <div>
          <p className={styles.cost}>{costWords(cost)}</p>
          <WorkbenchMoves moves={movesOfCost(cost.moves)} elsewhere={cost.moves_elsewhere} />
        </div>
      )}
      {editable && !locked && !pair.vetoed && (cost || pair.overridable) && (
        <div>
          <Button tone="primary" onPress={onPair}>
            {t(
              standing === 'ruled_out'
                ? 'matching.workbench.verdict.pair_anyway'
                : 'matching.workbench.verdict.pair',
            )}
          </Button>
        </div>
      )}
      {pair.reasons.length > 0 && standing !== 'not_available' && (
        <FactorBars
          title={t('matching.pair.why')}
          factors={factorsOf(pair.reasons, factor, reason)}
        />
      )}
    </>
  );
}
