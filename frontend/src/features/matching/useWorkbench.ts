// The state of a round at work: what the server's bench says, the steps one makes on it, and what others did meanwhile.
import {
  type InfiniteData,
  type QueryClient,
  queryOptions,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { useRef, useState } from 'react';
import {
  type ApproveProposals,
  approveProposals,
  editRound,
  type PageRoundProposal,
  type RoundEditKind,
  type RoundEditToMake,
  type RoundProposal,
  type RoundView,
  type RoundWorkbench,
  redoRoundEdit,
  type StepOutcomeView,
  undoRoundEdit,
} from '../../gen';
import { ApiProblem } from '../../shared/api/problem';
import { getWorkbench } from './workbenchApi';
import { afterStep, changesOf, type LastChange } from './workbenchRows';

const LOOK_EVERY_MS = 15_000;
const MOST_IDS = 200;

/** What was done, so that its effect can be told in words. */
export interface Done {
  way: 'edit' | 'undo' | 'redo';
  kind: RoundEditKind;
  mentor: string;
  mentee: string;
  outcome: StepOutcomeView;
}

export interface Bench {
  round: RoundView;
  view: RoundWorkbench;
  /** Whether anything may be changed. */
  editable: boolean;
  done: Done | null;
  changes: ReadonlyMap<string, LastChange>;
  /** A step is on its way. */
  busy: boolean;
  /** The number of the last step that is shown. */
  seen: number;
  /** Somebody else made steps after it. */
  behind: boolean;
  /** What they did, where the server refused a step for it: kinds of steps, and `undo` for each one taken back. */
  refusal: readonly Meanwhile[];
  /** Rejects with the server's problem. */
  edit: (edit: RoundEditToMake, names: Names) => Promise<Done>;
  back: () => Promise<Done | null>;
  forth: () => Promise<Done | null>;
  /** How many were changed. */
  approve: (approved: boolean, pairs: readonly string[]) => Promise<number>;
  /** Reads everything again. Where one was is kept by whoever shows it. */
  reload: () => Promise<void>;
}

interface Meanwhile {
  seq: number;
  code: string;
}

interface Names {
  mentor: string;
  mentee: string;
}

export const workbenchKey = (round: string) => ['workbench', round];
const workbenchQuery = (round: string) =>
  queryOptions({
    queryKey: workbenchKey(round),
    queryFn: ({ signal }) => getWorkbench(round, signal),
  });

/** Of a round that is solved. */
export function useWorkbench(round: RoundView): Bench {
  const queries = useQueryClient();
  const open = round.state === 'ready';
  const { data: view } = useSuspenseQuery({
    ...workbenchQuery(round.id),
    refetchInterval: open ? LOOK_EVERY_MS : false,
  });
  const seen = useRef(view.seq);
  const [done, setDone] = useState<Done | null>(null);
  const [refused, setRefused] = useState<readonly Meanwhile[] | null>(null);
  const [waiting, setWaiting] = useState(0);
  // One step after the other, each with the number that the one before gave.
  const line = useRef<Promise<unknown>>(Promise.resolve());

  const path = { id: round.id };
  const make = (
    run: (seq: number) => Promise<{ data: StepOutcomeView }>,
    about: Omit<Done, 'outcome'>,
  ) => {
    setWaiting((count) => count + 1);
    const made = line.current.then(async () => {
      try {
        const { data: outcome } = await run(seen.current);
        seen.current = outcome.seq;
        const now = { ...about, outcome };
        setDone(now);
        takeIn(queries, round.id, outcome);
        return now;
      } catch (error) {
        if (isStale(error)) setRefused(meanwhile(error));
        throw error;
      } finally {
        setWaiting((count) => count - 1);
      }
    });
    line.current = made.catch(() => undefined);
    return made;
  };
  const edit: Bench['edit'] = (change, names) =>
    make((expected_seq) => editRound({ path, body: { expected_seq, edits: [change] } }), {
      way: 'edit',
      kind: change.kind,
      ...names,
    });
  const take = async (way: 'undo' | 'redo') => {
    // What a step before this one has done is known only when it is over.
    await line.current;
    // It is read again where that step left it out of date, and taken as it is where it did not.
    const fresh = await queries.fetchQuery({
      ...workbenchQuery(round.id),
      staleTime: Number.POSITIVE_INFINITY,
    });
    const brief = fresh[way];
    if (!brief) return null;
    const names = { mentor: brief.mentor_name ?? '', mentee: brief.mentee_name ?? '' };
    const run = way === 'undo' ? undoRoundEdit : redoRoundEdit;
    return make((expected_seq) => run({ path, body: { expected_seq } }), {
      way,
      kind: brief.kind,
      ...names,
    });
  };
  const approveWith = async (body: ApproveProposals) => {
    const { changed } = (await approveProposals({ path, body })).data;
    await queries.invalidateQueries({ queryKey: workbenchKey(round.id) });
    void queries.invalidateQueries({ queryKey: ['round', round.id] });
    return changed;
  };
  const approve: Bench['approve'] = async (approved, pairs) => {
    let changed = 0;
    for (let from = 0; from < pairs.length; from += MOST_IDS) {
      const proposal_ids = pairs.slice(from, from + MOST_IDS);
      changed += await approveWith({ approved, proposal_ids });
      const ids = new Set(proposal_ids);
      changeRows(queries, round.id, (rows) =>
        rows.map((row) => (ids.has(row.id) ? { ...row, approved } : row)),
      );
    }
    return changed;
  };
  const reload = async () => {
    await Promise.all(
      [workbenchKey(round.id), ['proposals', round.id], ...dependants(round.id)].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
    seen.current =
      queries.getQueryData<RoundWorkbench>(workbenchKey(round.id))?.seq ?? seen.current;
    setRefused(null);
    setDone(null);
  };
  const noticed = view.seq > seen.current;
  return {
    round,
    view,
    editable: open && view.editable,
    done,
    changes: done ? changesOf(done.outcome) : NOTHING,
    busy: waiting > 0,
    seen: seen.current,
    behind: refused !== null || noticed,
    refusal: refused ?? [],
    edit,
    back: () => take('undo'),
    forth: () => take('redo'),
    approve,
    reload,
  };
}

const NOTHING: ReadonlyMap<string, LastChange> = new Map();

export function isStale(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.status === 412;
}

const meanwhile = (error: ApiProblem): Meanwhile[] =>
  error.fields.map(({ pointer, code }) => ({ seq: Number(pointer.split('/').at(-1)), code }));

/** What else is read from a round and is another after each step. */
const dependants = (round: string) => [
  ['round', round],
  ['unmatched', round],
  ['round_edits', round],
  ['fairness', round],
  ['alternatives', round],
  ['possible_pair', round],
  ['comparison', round],
];

function takeIn(queries: QueryClient, round: string, outcome: StepOutcomeView): void {
  changeRows(queries, round, (rows, fits) => afterStep(rows, outcome, fits));
  for (const queryKey of [workbenchKey(round), ...dependants(round)]) {
    void queries.invalidateQueries({ queryKey });
  }
  for (const { id } of outcome.proposals.changed) {
    void queries.invalidateQueries({ queryKey: ['proposal', id] });
  }
}

type Fits = (row: RoundProposal) => boolean;

/** Changes the rows that are here; what is new goes to the first page, since the list is put in order here. */
function changeRows(
  queries: QueryClient,
  round: string,
  change: (rows: RoundProposal[], fits: Fits) => RoundProposal[],
): void {
  const lists = queries.getQueriesData<InfiniteData<PageRoundProposal>>({
    queryKey: ['proposals', round],
  });
  for (const [key, list] of lists) {
    if (!list) continue;
    const { region_id, state } = (key[2] ?? {}) as { region_id?: string; state?: string };
    const fits = (row: RoundProposal) =>
      (!region_id || row.region_id === region_id) && (!state || row.state === state);
    const pages = list.pages.map((page, at) => ({
      ...page,
      items: change(page.items, at === 0 ? fits : () => false),
    }));
    queries.setQueryData(key, { ...list, pages });
  }
}
