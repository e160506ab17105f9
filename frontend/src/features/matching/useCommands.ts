// What each key or button of the workbench does with the pair that is looked at.
import { useT } from '../../shared/i18n/useT';
import { notify } from '../../shared/ui/notify';
import type { Asked } from './asked';
import type { Bench } from './useWorkbench';
import type { BenchPair, Command } from './workbenchRows';

export interface Actor {
  bench: Bench;
  pair: BenchPair | undefined;
  offReason: string | undefined;
  ask: (asked: Asked) => void;
  search: () => void;
}

export function useCommands({ bench, pair, offReason, ask, search }: Actor) {
  const t = useT();
  const fail = (error: unknown) => notify({ tone: 'problem', error });
  const names = pair && { mentor: pair.mentor_name, mentee: pair.mentee_name };

  const withReason = (kind: 'lock' | 'veto', row: BenchPair) =>
    ask({
      kind: 'step',
      step: {
        kind,
        mentor: { enrolment_id: row.mentor_enrolment_id, name: row.mentor_name },
        mentee: { enrolment_id: row.mentee_enrolment_id, name: row.mentee_name },
      },
    });
  const unlock = (row: BenchPair) => {
    const { mentor_enrolment_id, mentee_enrolment_id } = row;
    const edit = { kind: 'unlock' as const, mentor_enrolment_id, mentee_enrolment_id };
    bench.edit(edit, { mentor: row.mentor_name, mentee: row.mentee_name }).catch(fail);
  };
  const approve = async (row: BenchPair) => {
    const approved = !row.approved;
    await bench.approve(approved, [row.id]);
    const said = approved ? 'matching.workbench.approved' : 'matching.workbench.unapproved';
    notify({ tone: 'done', text: t(said, names) });
  };
  const take = async (way: 'back' | 'forth') => {
    const done = await bench[way]();
    if (!done) notify({ tone: 'done', text: t(`matching.workbench.nothing_${way}`) });
  };
  /** What changes nothing is there for everybody. */
  const look: Partial<Record<Command, () => void>> = {
    keys: () => ask({ kind: 'keys' }),
    search,
  };
  const step: Partial<Record<Command, () => void>> = {
    undo: () => void take('back').catch(fail),
    redo: () => void take('forth').catch(fail),
  };
  const onPair: Partial<Record<Command, (row: BenchPair) => void>> = {
    lock: (row) => (row.locked ? unlock(row) : withReason('lock', row)),
    veto: (row) =>
      row.locked
        ? notify({ tone: 'done', text: t('matching.workbench.refused.locked') })
        : withReason('veto', row),
    approve: (row) => void approve(row).catch(fail),
    note: (row) => ask({ kind: 'note', pair: row }),
    why_not: (row) =>
      ask({
        kind: 'why_not',
        mentee: { enrolment_id: row.mentee_enrolment_id, name: row.mentee_name },
      }),
  };
  return (command: Command): void => {
    look[command]?.();
    if (offReason !== undefined) return;
    step[command]?.();
    if (pair && pair.approved !== null) onPair[command]?.(pair);
  };
}
