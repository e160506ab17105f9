// What a circle's places say: who counts, where there is room, what waits for me, and who runs what.
import { expect, test } from 'vitest';
import {
  answersOf,
  attendance,
  findCircles,
  hasRoom,
  isFull,
  isTooSmall,
  knowsOfMeetings,
  menteesOf,
  neededFirst,
  rulesAgainst,
  runsFor,
  sortMine,
  targetsFor,
  whoWasThere,
} from './circles';
import { aCircle, aPlace } from './someCircles';

const four = ['Ana', 'Ben', 'Cleo', 'Dev'].map((person_name) => aPlace({ person_name }));
const mentor = aPlace({ role: 'mentor', person_name: 'Mo' });

test('who said no or is gone does not count, and mentors do not make a circle larger', () => {
  const circle = aCircle({
    places: [mentor, ...four, aPlace({ state: 'declined' }), aPlace({ state: 'removed' })],
  });
  expect(menteesOf(circle)).toHaveLength(4);
  expect(isTooSmall(circle)).toBe(false);
  expect(isTooSmall(aCircle({ places: [mentor, ...four.slice(1)] }))).toBe(true);
});

test('answers are counted over circles', () => {
  const places = (['joined', 'asked', 'declined', 'expired', 'left', 'proposed'] as const).map(
    (state) => aPlace({ state }),
  );
  expect(answersOf([aCircle({ places }), aCircle({ places: [mentor] })])).toEqual({
    joined: 1,
    asked: 1,
    declined: 1,
    gone: 2,
  });
});

test('a mentee is moved where there is room, a mentor anywhere, nobody into what has ended', () => {
  const full = aCircle({ name: 'Full', size_most: 4, places: four });
  const roomy = aCircle({ name: 'Roomy', places: four });
  const ended = aCircle({ name: 'Ended', state: 'ended' });
  const own = aCircle({ name: 'Own' });
  expect(isFull(full)).toBe(true);
  const names = (role: 'mentee' | 'mentor') =>
    targetsFor([full, roomy, ended, own], role, own.id).map(({ name }) => name);
  expect(names('mentee')).toEqual(['Roomy']);
  expect(names('mentor')).toEqual(['Full', 'Roomy']);
});

test('circles are found by their name and by who is in them, whatever the accents', () => {
  const circles = [
    aCircle({ name: 'Círculo 1', places: [aPlace({ person_name: 'Zoë Núñez' })] }),
    aCircle({ name: 'Circle 2', places: four }),
  ];
  const found = (words?: string) => findCircles(circles, words).map(({ name }) => name);
  expect(found('circulo')).toEqual(['Círculo 1']);
  expect(found('nunez zoe')).toEqual(['Círculo 1']);
  expect(found('ana')).toEqual(['Circle 2']);
  expect(found()).toHaveLength(2);
});

test('what waits for me, where I am, and what is over', () => {
  const mine = (state: 'asked' | 'joined' | 'declined', circle = 'open' as 'open' | 'ended') => {
    const place = aPlace({ state });
    return aCircle({ state: circle, places: [place], my_place_id: place.id });
  };
  const { asked, joined, earlier } = sortMine([
    mine('asked'),
    mine('joined'),
    mine('declined'),
    mine('joined', 'ended'),
    aCircle({ my_place_id: null }),
  ]);
  expect([asked, joined, earlier].map(({ length }) => length)).toEqual([1, 1, 3]);
});

test('a region is run by its coordinators, the nation by the task force', () => {
  const grant = (role: 'coordinator' | 'task_force' | 'mentor', scope_id: string | null) => ({
    role,
    scope_kind: scope_id ? ('region' as const) : ('network' as const),
    scope_id,
    scope_name: '',
  });
  expect(runsFor([grant('coordinator', 'r1')] as never, 'r1')).toBe(true);
  expect(runsFor([grant('coordinator', 'r1')] as never, 'r2')).toBe(false);
  expect(runsFor([grant('coordinator', 'r1')] as never, null)).toBe(false);
  expect(runsFor([grant('task_force', null)] as never, null)).toBe(true);
  expect(runsFor([grant('mentor', 'r1')] as never, 'r1')).toBe(false);
});

test('of the reasons against mentors the largest comes first, and nobody is not said', () => {
  const why = {
    code: 'too_few_mentors',
    eligible: 0,
    needed: 1,
    removed: [
      { rule: 'other_region', mentors: 2 },
      { rule: 'same_employer', mentors: 5 },
    ],
    not_available: 0,
    full: null,
    closed: null,
    free_mentors: null,
  };
  expect(rulesAgainst(why).map(({ rule }) => rule)).toEqual(['same_employer', 'other_region']);
});

test('of a meeting those who sit there are named, who has gone is counted and stays when it is corrected', () => {
  const ana = aPlace({ person_name: 'Ana', state: 'joined' });
  const ben = aPlace({ person_name: 'Ben', state: 'joined' });
  const circle = aCircle({ state: 'open', places: [ana, ben, aPlace({ state: 'asked' })] });
  const meeting = {
    id: 'm',
    circle_id: circle.id,
    held_on: '2027-03-02',
    duration_minutes: 60,
    attended: 2,
    place_ids: [ana.id, 'gone'],
    shared_note: null,
    is_mine: true,
    version: 1,
  };
  expect(attendance(circle, meeting)).toEqual({ names: ['Ana'], gone: 1 });
  expect(whoWasThere(circle, [ben.id], meeting)).toEqual([ben.id, 'gone']);
  expect(whoWasThere(circle, [ben.id], undefined)).toEqual([ben.id]);
});

test('meetings are known to those who meet and to those who look after them', () => {
  const mine = (state: 'asked' | 'joined' | 'left') => {
    const place = aPlace({ state });
    return aCircle({ state: 'open', places: [place], my_place_id: place.id });
  };
  expect(knowsOfMeetings(aCircle({ state: 'open' }))).toBe(true);
  expect(knowsOfMeetings(aCircle())).toBe(false);
  expect(
    (['asked', 'joined', 'left'] as const).map((state) => knowsOfMeetings(mine(state))),
  ).toEqual([false, true, false]);
});

test('a circle with all its mentees has room for a second mentor', () => {
  const full = aCircle({ size_most: 4, places: [mentor, ...four] });
  expect(hasRoom(full)).toBe(true);
  expect(hasRoom({ ...full, places: [...full.places, aPlace({ role: 'mentor' })] })).toBe(false);
});

test('whom a circle lacks is offered first', () => {
  const one = (role: 'mentor' | 'mentee') => ({
    enrolment_id: role,
    person_id: role,
    person_name: role,
    region_id: 'r1',
    region_name: 'Plains',
    role,
    career_stage: 'mid' as const,
    points: null,
  });
  const all = [one('mentor'), one('mentee')];
  const roles = (circle: Parameters<typeof neededFirst>[0]) =>
    neededFirst(circle, all).map(({ role }) => role);
  expect(roles(aCircle({ places: [mentor, ...four.slice(1)] }))).toEqual(['mentee', 'mentor']);
  expect(roles(aCircle({ places: four }))).toEqual(['mentor', 'mentee']);
});
