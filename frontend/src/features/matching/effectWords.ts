// What a step did, in sentences: who moved, what the whole gained or lost, who is worse served, who has nobody now.

import type { StepOutcomeView } from '../../gen';
import { useIntl } from '../../shared/i18n/intl';
import { useNumbers, useT } from '../../shared/i18n/useT';
import type { Done } from './useWorkbench';

const MOST_NAMES = 5;

/** How many mentees sit elsewhere than before. */
export function movedCount({ proposals }: StepOutcomeView): number {
  const { gone } = proposals;
  return new Set([...proposals.new, ...gone].map((row) => row.mentee_enrolment_id)).size;
}

export function useEffectWords() {
  const t = useT();
  const { number } = useNumbers();
  const intl = useIntl();
  const names = (people: ReadonlyArray<{ name: string }>) => {
    const firsts = people.slice(0, MOST_NAMES).map(({ name }) => name);
    const rest = people.length - firsts.length;
    if (rest > 0) firsts.push(t('matching.workbench.effect.others', { count: rest }));
    return intl.formatList(firsts, { type: 'conjunction' });
  };
  const title = ({ way, kind, mentor, mentee }: Done) => {
    const what = t(`matching.workbench.step.${kind}`, { mentor, mentee });
    return way === 'edit' ? what : t(`matching.workbench.effect.${way}`, { what });
  };
  const lines = ({ outcome }: Done): string[] => {
    const { totals, fairness, newly_unmatched, newly_matched, lapsed_locks, proposals } = outcome;
    const points = totals.points - totals.points_before;
    const total = number(totals.points);
    const said = [t('matching.workbench.effect.moved', { count: movedCount(outcome) })];
    if (proposals.elsewhere > 0) {
      said.push(t('matching.workbench.effect.elsewhere', { count: proposals.elsewhere }));
    }
    if (points === 0) said.push(t('matching.workbench.effect.same_points', { total }));
    if (points > 0) said.push(t('matching.workbench.effect.more_points', { count: points, total }));
    if (points < 0) {
      said.push(t('matching.workbench.effect.fewer_points', { count: -points, total }));
    }
    if (newly_unmatched.length > 0) {
      said.push(t('matching.workbench.effect.unmatched', { names: names(newly_unmatched) }));
    }
    if (newly_matched.length > 0) {
      said.push(t('matching.workbench.effect.matched', { names: names(newly_matched) }));
    }
    const [worst, was] = [fairness.after.worst_served, fairness.before.worst_served];
    if (worst !== was && worst !== null && was !== null) {
      said.push(t('matching.workbench.effect.worst', { now: number(worst), was: number(was) }));
    }
    const gini = [fairness.after.gini, fairness.before.gini].map((each) => number(each, 3));
    if (gini[0] !== gini[1]) {
      said.push(t('matching.workbench.effect.gini', { now: gini[0], was: gini[1] }));
    }
    for (const { mentor_name: mentor, mentee_name: mentee } of lapsed_locks) {
      said.push(t('matching.workbench.effect.lapsed', { mentor, mentee }));
    }
    return said;
  };
  return { title, lines };
}

export function useCostWords() {
  const t = useT();
  /** What insisting on a pair costs the whole, in a sentence. */
  return (cost: { points: number; matched: number }): string => {
    const said = [
      cost.points === 0
        ? t('matching.workbench.cost.nothing')
        : t(`matching.workbench.cost.${cost.points > 0 ? 'points' : 'gains'}`, {
            count: Math.abs(cost.points),
          }),
    ];
    if (cost.matched !== 0) {
      said.push(
        t(`matching.workbench.cost.${cost.matched > 0 ? 'fewer_pairs' : 'more_pairs'}`, {
          count: Math.abs(cost.matched),
        }),
      );
    }
    return said.join(' ');
  };
}
