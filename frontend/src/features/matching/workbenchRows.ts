// What the workbench does with its pairs without asking anybody: marks, order, filters, and who is looked at next.
import type { RoundProposal, StepOutcomeView } from '../../gen';
import type { Move, Place } from './workbenchApi';

/** A pair as the list shows it. The mentee is who it is about: the pair's own id changes with the mentor. */
export interface BenchPair extends RoundProposal {
  /** What the last step did to the mentee; absent when it did nothing. */
  changed?: LastChange | undefined;
}

/** Whom the mentee had before the last step: `null` is nobody, `undefined` that it is not known any more. */
export interface LastChange {
  before: { mentor_name: string; points: number } | null | undefined;
}

/** What a step did, by the mentee's enrolment. */
export function changesOf({ proposals }: StepOutcomeView): ReadonlyMap<string, LastChange> {
  const gone = new Map(proposals.gone.map((row) => [row.mentee_enrolment_id, row]));
  return new Map(
    proposals.new.map((row) => {
      const before = gone.get(row.mentee_enrolment_id);
      return [
        row.mentee_enrolment_id,
        { before: before ? { mentor_name: before.mentor_name, points: before.points } : null },
      ];
    }),
  );
}

type Seat = { name: string; points: number };

/** Somebody who sits elsewhere after a step; `null` is without a mentor. */
export interface Moved {
  mentee: { enrolment_id: string; name: string };
  before: Seat | null;
  after: Seat | null;
}

/** Who sits elsewhere after a step: whom they had and whom they have. */
export function movesOf({ proposals }: StepOutcomeView): Moved[] {
  const moves = new Map<string, Moved>();
  const sides = [
    ['before', proposals.gone],
    ['after', proposals.new],
  ] as const;
  for (const [side, rows] of sides) {
    for (const row of rows) {
      const { mentee_enrolment_id: enrolment_id, mentee_name } = row;
      const mentee = { enrolment_id, name: mentee_name };
      const move = moves.get(enrolment_id) ?? { mentee, before: null, after: null };
      moves.set(enrolment_id, { ...move, [side]: { name: row.mentor_name, points: row.points } });
    }
  }
  return [...moves.values()];
}

/** The same of what the server would move. */
export function movesOfCost(moves: readonly Move[]): Moved[] {
  const seat = (at: Place | null) => at && { name: at.mentor.name, points: at.points };
  return moves.map(({ mentee, before, after }) => ({
    mentee,
    before: seat(before),
    after: seat(after),
  }));
}

/** The rows after a step, those that are gone left out, new ones at the end. `fits` is the list's own filter. */
export function afterStep(
  rows: readonly RoundProposal[],
  { proposals }: StepOutcomeView,
  fits: (row: RoundProposal) => boolean = () => true,
): RoundProposal[] {
  const replaced = new Set(
    [...proposals.gone, ...proposals.new].map((row) => row.mentee_enrolment_id),
  );
  const changed = new Map(proposals.changed.map((row) => [row.id, row]));
  const kept = rows
    .filter((row) => !replaced.has(row.mentee_enrolment_id))
    .map((row) => changed.get(row.id) ?? row);
  return [...kept, ...proposals.new.filter(fits)];
}

/** Rows with their marks, each mentee once: what a step brought may come again with a later page. */
export function marked(
  rows: readonly RoundProposal[],
  changes: ReadonlyMap<string, LastChange>,
  seq: number,
): BenchPair[] {
  const seen = new Set<string>();
  const pairs: BenchPair[] = [];
  for (const row of rows) {
    if (seen.has(row.mentee_enrolment_id)) continue;
    seen.add(row.mentee_enrolment_id);
    const now = seq > 0 && row.changed_seq === seq ? { before: undefined } : undefined;
    const changed = changes.get(row.mentee_enrolment_id) ?? now;
    pairs.push(changed ? { ...row, changed } : row);
  }
  return pairs;
}

export const SORTS = ['points', 'points_up', 'mentee', 'mentor'] as const;
export type Sort = (typeof SORTS)[number];

export const SHOWN = ['last', 'changed', 'locked', 'open', 'noted', 'weak'] as const;
export type Shown = (typeof SHOWN)[number];

export const isSort = (word: string | undefined): word is Sort => SORTS.includes(word as Sort);
export const isShown = (word: string | undefined): word is Shown => SHOWN.includes(word as Shown);

/** Under half of what a perfect pair has. */
const isWeak = ({ points, points_possible }: BenchPair) => points * 2 < points_possible;

const SHOWS: Record<Shown, (pair: BenchPair) => boolean> = {
  last: (pair) => pair.changed !== undefined,
  changed: (pair) => pair.changed_seq > 0,
  locked: (pair) => pair.locked === true,
  open: (pair) => pair.approved === false,
  noted: (pair) => pair.has_note === true,
  weak: isWeak,
};

/** Small letters without accents, so that 'nunez' finds 'Núñez'. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase();

export interface Wanted {
  name?: string | undefined;
  show?: Shown | undefined;
}

/** The pairs that are wanted: those of a name, whichever of the two has it, and those with a mark. */
export function chosen(pairs: readonly BenchPair[], { name, show }: Wanted): readonly BenchPair[] {
  const words = plain(name ?? '')
    .split(/\s+/)
    .filter(Boolean);
  if (!show && words.length === 0) return pairs;
  return pairs.filter((pair) => {
    if (show && !SHOWS[show](pair)) return false;
    if (words.length === 0) return true;
    const names = plain(`${pair.mentee_name}\n${pair.mentor_name}`);
    return words.every((word) => names.includes(word));
  });
}

export function ordered(
  pairs: readonly BenchPair[],
  sort: Sort,
  locale: string,
): readonly BenchPair[] {
  return [...pairs].sort(order(sort, locale));
}

function order(sort: Sort, locale: string): (a: BenchPair, b: BenchPair) => number {
  const names = new Intl.Collator(locale);
  const byMentee = (a: BenchPair, b: BenchPair) => names.compare(a.mentee_name, b.mentee_name);
  switch (sort) {
    case 'points':
      return (a, b) => b.points - a.points || byMentee(a, b);
    case 'points_up':
      return (a, b) => a.points - b.points || byMentee(a, b);
    case 'mentee':
      return byMentee;
    case 'mentor':
      return (a, b) => names.compare(a.mentor_name, b.mentor_name) || byMentee(a, b);
  }
}

/**
 * The same rows in the order in which they stood: a step changes points, and a list that jumps at each of them cannot be
 * gone through. Who is new comes last.
 */
export function inPlace(
  rows: readonly BenchPair[],
  places: ReadonlyMap<string, number>,
): readonly BenchPair[] {
  if (places.size === 0) return rows;
  const placeOf = (row: BenchPair) => places.get(row.mentee_enrolment_id) ?? places.size;
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
}

/** The places with those who have none yet after them. */
export function withPlaces(
  places: ReadonlyMap<string, number>,
  rows: readonly BenchPair[],
): ReadonlyMap<string, number> {
  const all = new Map(places);
  for (const { mentee_enrolment_id: mentee } of rows) {
    if (!all.has(mentee)) all.set(mentee, all.size);
  }
  return all;
}

/** Where somebody stood in the list when they were last in it. */
export interface Stood {
  mentee: string;
  at: number;
}

/** Whom to look at when the list has changed: the same mentee if still there, else who stands where they stood. */
export function keepPlace(
  rows: readonly BenchPair[],
  mentee: string | undefined,
  stood: Stood | null,
): string | undefined {
  if (mentee !== undefined && rows.some((row) => row.mentee_enrolment_id === mentee)) return mentee;
  const at = mentee !== undefined && stood?.mentee === mentee ? stood.at : 0;
  return rows[Math.min(at, rows.length - 1)]?.mentee_enrolment_id;
}

/** What the keys of the list do besides walking; each has a button too. */
export const COMMANDS = {
  l: 'lock',
  v: 'veto',
  a: 'approve',
  n: 'note',
  w: 'why_not',
  u: 'undo',
  r: 'redo',
  '/': 'search',
  '?': 'keys',
} as const;
export type Command = (typeof COMMANDS)[keyof typeof COMMANDS];

interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** The command of a key, if it has one. Combinations are the browser's, but for the usual one that undoes. */
export function commandOf({ key, ctrlKey, metaKey, altKey }: Key): Command | undefined {
  const letter = key.toLowerCase();
  if (altKey) return undefined;
  if (ctrlKey || metaKey) return letter === 'z' ? 'undo' : undefined;
  return COMMANDS[letter as keyof typeof COMMANDS];
}
