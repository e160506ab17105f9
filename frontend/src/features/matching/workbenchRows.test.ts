// The workbench's own thinking: marks after a step, order that stays, filters, the place that is kept, and the keys.
import { describe, expect, test } from 'vitest';
import type { RoundProposal, StepOutcomeView } from '../../gen';
import {
  afterStep,
  type BenchPair,
  changesOf,
  chosen,
  commandOf,
  inPlace,
  keepPlace,
  marked,
  movesOf,
  ordered,
  withPlaces,
} from './workbenchRows';

const row = (mentee: string, mentor: string, points: number, more: Partial<RoundProposal> = {}) =>
  ({
    id: `${mentee}-${mentor}`,
    mentee_name: mentee,
    mentor_name: mentor,
    mentee_enrolment_id: mentee,
    mentor_enrolment_id: mentor,
    points,
    points_possible: 100,
    locked: false,
    approved: false,
    has_note: false,
    changed_seq: 0,
    ...more,
  }) as RoundProposal;

const outcome = (proposals: Partial<StepOutcomeView['proposals']>) =>
  ({
    proposals: { new: [], gone: [], changed: [], elsewhere: 0, ...proposals },
  }) as unknown as StepOutcomeView;

const mentees = (rows: readonly RoundProposal[]) => rows.map((each) => each.mentee_name);

describe('after a step', () => {
  const before = [row('Ana', 'Max', 80), row('Ben', 'Kim', 70), row('Cora', 'Lou', 60)];
  const swap = outcome({
    gone: [row('Ana', 'Max', 80), row('Ben', 'Kim', 70)],
    new: [row('Ana', 'Kim', 75), row('Dov', 'Max', 50)],
  });

  test('a mentee has one pair: the new instead of the old, none when nobody is left for them', () => {
    const rows = afterStep(before, swap);
    expect(rows.map(({ id }) => id)).toEqual(['Cora-Lou', 'Ana-Kim', 'Dov-Max']);
  });

  test('a new pair that the list does not ask for stays out of it', () => {
    const rows = afterStep(before, swap, (each) => each.mentee_name !== 'Dov');
    expect(mentees(rows)).toEqual(['Cora', 'Ana']);
  });

  test('a lock changes the row and moves nobody', () => {
    const rows = afterStep(before, outcome({ changed: [row('Ben', 'Kim', 70, { locked: true })] }));
    expect(mentees(rows)).toEqual(['Ana', 'Ben', 'Cora']);
    expect(rows[1]?.locked).toBe(true);
  });

  test('the mark says whom they had, or that they had nobody', () => {
    const pairs = marked(afterStep(before, swap), changesOf(swap), 1);
    const mark = (name: string) => pairs.find((pair) => pair.mentee_name === name)?.changed;
    expect(mark('Ana')).toEqual({ before: { mentor_name: 'Max', points: 80 } });
    expect(mark('Dov')).toEqual({ before: null });
    expect(mark('Cora')).toBeUndefined();
  });

  test('after a reload the last step is marked still, without whom they had', () => {
    const rows = [
      row('Ana', 'Kim', 75, { changed_seq: 4 }),
      row('Ben', 'Max', 60, { changed_seq: 3 }),
    ];
    const [ana, ben] = marked(rows, new Map(), 4);
    expect(ana?.changed).toEqual({ before: undefined });
    expect(ben?.changed).toBeUndefined();
  });

  test('nothing is marked before the first step', () => {
    expect(marked(before, new Map(), 0).every((pair) => pair.changed === undefined)).toBe(true);
  });

  test('who comes again with a later page is there once', () => {
    expect(marked([...before, row('Ana', 'Max', 80)], new Map(), 0)).toHaveLength(3);
  });

  test('who moved is told from both sides', () => {
    expect(movesOf(swap)).toEqual([
      {
        mentee: { enrolment_id: 'Ana', name: 'Ana' },
        before: { name: 'Max', points: 80 },
        after: { name: 'Kim', points: 75 },
      },
      {
        mentee: { enrolment_id: 'Ben', name: 'Ben' },
        before: { name: 'Kim', points: 70 },
        after: null,
      },
      {
        mentee: { enrolment_id: 'Dov', name: 'Dov' },
        before: null,
        after: { name: 'Max', points: 50 },
      },
    ]);
  });
});

describe('the list', () => {
  const pairs: BenchPair[] = [
    row('Núñez, Ana', 'Max', 80, { locked: true }),
    row('Okafor, Ben', 'Ana Reyes', 40, { changed_seq: 2 }),
    row('Chen, Cora', 'Lou', 60, { approved: true, has_note: true }),
    { ...row('Abbot, Dov', 'Kim', 60), changed: { before: null } },
  ];
  const names = (rows: readonly BenchPair[]) => rows.map((pair) => pair.mentee_name.split(',')[0]);

  test.each([
    ['points', ['Núñez', 'Abbot', 'Chen', 'Okafor']],
    ['points_up', ['Okafor', 'Abbot', 'Chen', 'Núñez']],
    ['mentee', ['Abbot', 'Chen', 'Núñez', 'Okafor']],
    ['mentor', ['Okafor', 'Abbot', 'Chen', 'Núñez']],
  ] as const)('in the order %s', (sort, expected) => {
    expect(names(ordered(pairs, sort, 'en'))).toEqual(expected);
  });

  test.each([
    ['last', ['Abbot']],
    ['changed', ['Okafor']],
    ['locked', ['Núñez']],
    ['open', ['Núñez', 'Okafor', 'Abbot']],
    ['noted', ['Chen']],
    ['weak', ['Okafor']],
  ] as const)('narrowed to %s', (show, expected) => {
    expect(names(chosen(pairs, { show }))).toEqual(expected);
  });

  test('a name is found without its accents, of either, in any order of its words', () => {
    expect(names(chosen(pairs, { name: 'ana nunez' }))).toEqual(['Núñez']);
    expect(names(chosen(pairs, { name: 'ANA' }))).toEqual(['Núñez', 'Okafor']);
    expect(chosen(pairs, { name: 'nobody' })).toEqual([]);
  });

  test('approval that one may not see is not taken for missing', () => {
    expect(chosen([row('Ana', 'Max', 1, { approved: null })], { show: 'open' })).toEqual([]);
  });
});

describe('the place in the list', () => {
  const [ana, ben, cora] = [row('Ana', 'X', 90), row('Ben', 'Y', 80), row('Cora', 'Z', 70)];

  test('rows stay where they stood when a step changes their points; who is new comes last', () => {
    const places = withPlaces(new Map(), [ana, ben, cora]);
    const later = [cora, row('Ana', 'Z', 10), row('Dov', 'X', 95), ben];
    expect(mentees(inPlace(later, places))).toEqual(['Ana', 'Ben', 'Cora', 'Dov']);
  });

  test('who was away returns to the same place', () => {
    const places = withPlaces(withPlaces(new Map(), [ana, ben, cora]), [ana, cora]);
    expect(mentees(inPlace([cora, ben, ana], places))).toEqual(['Ana', 'Ben', 'Cora']);
  });

  test('one goes on looking at the same mentee while they are there', () => {
    expect(keepPlace([ana, ben], 'Ben', { mentee: 'Ben', at: 2 })).toBe('Ben');
  });

  test('when they leave the list, at whoever stands there now, or at the last', () => {
    expect(keepPlace([ana, cora], 'Ben', { mentee: 'Ben', at: 1 })).toBe('Cora');
    expect(keepPlace([ana], 'Ben', { mentee: 'Ben', at: 1 })).toBe('Ana');
    expect(keepPlace([], 'Ben', { mentee: 'Ben', at: 1 })).toBeUndefined();
    expect(keepPlace([ana, ben], undefined, null)).toBe('Ana');
  });
});

describe('keys', () => {
  const key = (name: string, more = {}) =>
    commandOf({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more });

  test('letters act, large or small', () => {
    expect([key('l'), key('L'), key('v'), key('a'), key('u'), key('?'), key('/')]).toEqual([
      'lock',
      'lock',
      'veto',
      'approve',
      'undo',
      'keys',
      'search',
    ]);
  });

  test('combinations are left to the browser, but for the one that undoes', () => {
    expect(key('a', { ctrlKey: true })).toBeUndefined();
    expect(key('v', { altKey: true })).toBeUndefined();
    expect(key('z', { ctrlKey: true })).toBe('undo');
    expect(key('z', { metaKey: true })).toBe('undo');
    expect(key('x')).toBeUndefined();
  });
});
