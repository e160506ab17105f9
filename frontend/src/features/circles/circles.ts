// What can be said of a circle without asking the server: who sits in it, who has answered, where there is room.

import type {
  CircleCandidate,
  CircleMeeting,
  CirclePlace,
  CirclePlaceState,
  CircleView,
  UnplacedWhy,
} from '../../gen';
import type { Grant } from '../../shared/auth/account';

const MOST_MENTORS = 2;

/** Places that count: who is in the circle or may still be. */
const HELD: readonly CirclePlaceState[] = ['proposed', 'asked', 'joined'];
const isHeld = ({ state }: CirclePlace) => HELD.includes(state);

export const heldPlaces = ({ places }: CircleView) => places.filter(isHeld);
export const pastPlaces = ({ places }: CircleView) => places.filter((place) => !isHeld(place));
export const mentorsOf = (circle: CircleView) =>
  heldPlaces(circle).filter(({ role }) => role === 'mentor');
export const menteesOf = (circle: CircleView) =>
  heldPlaces(circle).filter(({ role }) => role === 'mentee');

/** Sizes count mentees; whoever leads does not make a circle larger. */
export const isTooSmall = (circle: CircleView) => menteesOf(circle).length < circle.size_least;
export const lacksMentors = (circle: CircleView, needed: number) =>
  mentorsOf(circle).length < needed;
export const isFull = (circle: CircleView) => menteesOf(circle).length >= circle.size_most;

export const myPlace = ({ places, my_place_id }: CircleView) =>
  my_place_id === null ? undefined : places.find(({ id }) => id === my_place_id);

/** Who has joined: they meet, and know of the meetings. */
export const joinedPlaces = (circle: CircleView) =>
  circle.places.filter(({ state }) => state === 'joined');

/** Who meets reads of the meetings, and who looks after the circle; who is asked only, or went, does not. */
export const knowsOfMeetings = (circle: CircleView) => {
  const mine = myPlace(circle);
  return circle.state !== 'proposed' && (mine === undefined || mine.state === 'joined');
};

/** Names of those who were at a meeting and sit there still, and how many have gone since. */
export function attendance(circle: CircleView, { attended, place_ids }: CircleMeeting) {
  const names = circle.places
    .filter(({ id }) => place_ids.includes(id))
    .map(({ person_name }) => person_name);
  return { names, gone: attended - names.length };
}

/** Who was there, as it is corrected: who has gone since is not on the form, and stays. */
export function whoWasThere(
  circle: CircleView,
  chosen: readonly string[],
  meeting: CircleMeeting | undefined,
): string[] {
  const there = joinedPlaces(circle).map(({ id }) => id);
  return [...chosen, ...(meeting?.place_ids ?? []).filter((id) => !there.includes(id))];
}

/** Whom the circle lacks stands first: a mentor when it has none, mentees otherwise. */
export function neededFirst(circle: CircleView, candidates: readonly CircleCandidate[]) {
  const needed = mentorsOf(circle).length === 0 ? 'mentor' : 'mentee';
  return [
    ...candidates.filter(({ role }) => role === needed),
    ...candidates.filter(({ role }) => role !== needed),
  ];
}

/** Whether there is room for a mentee or a mentor. */
export const hasRoom = (circle: CircleView) =>
  !isFull(circle) || mentorsOf(circle).length < MOST_MENTORS;

export type Answers = Record<'joined' | 'asked' | 'declined' | 'gone', number>;

/** How many joined, are asked still, said no, or are gone without an answer or afterwards. */
export function answersOf(circles: readonly CircleView[]): Answers {
  const answers: Answers = { joined: 0, asked: 0, declined: 0, gone: 0 };
  for (const { state } of circles.flatMap(({ places }) => places)) {
    if (state === 'joined' || state === 'asked' || state === 'declined') answers[state] += 1;
    else if (state !== 'proposed') answers.gone += 1;
  }
  return answers;
}

/**
 * The circles somebody may be brought to: not their own, not over, and for a mentee one with room. Where the role is not
 * known the server says what is full.
 */
export const targetsFor = (
  circles: readonly CircleView[],
  role: CirclePlace['role'] | undefined,
  from?: string,
) =>
  circles.filter(
    (circle) =>
      circle.id !== from && circle.state !== 'ended' && (role !== 'mentee' || !isFull(circle)),
  );

const plain = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The circles that are called so, or hold somebody who is. */
export function findCircles(circles: readonly CircleView[], words: string | undefined) {
  const wanted = plain(words ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return circles.filter((circle) => {
    const names = [circle.name, ...circle.places.map(({ person_name }) => person_name)].map(plain);
    return names.some((name) => wanted.every((word) => name.includes(word)));
  });
}

export interface MyCircles {
  asked: CircleView[];
  joined: CircleView[];
  earlier: CircleView[];
}

/** What waits for my answer, where I am, and what is over. */
export function sortMine(circles: readonly CircleView[]): MyCircles {
  const mine: MyCircles = { asked: [], joined: [], earlier: [] };
  for (const circle of circles) {
    const state = circle.state === 'ended' ? 'ended' : myPlace(circle)?.state;
    if (state === 'asked' || state === 'joined') mine[state].push(circle);
    else mine.earlier.push(circle);
  }
  return mine;
}

/** A region's circles are run by its coordinators, those of the nation by the task force, which runs all. */
export const runsFor = (grants: readonly Grant[], region: string | null) =>
  grants.some(
    ({ role, scope_kind, scope_id }) =>
      (scope_kind === 'network' && ['admin', 'task_force', 'coordinator'].includes(role)) ||
      (role === 'coordinator' && region !== null && scope_id === region),
  );

/** The largest part of why somebody has no place comes first; what counts nobody says nothing. */
export const rulesAgainst = ({ removed, not_available }: UnplacedWhy) =>
  [...removed, { rule: 'not_available', mentors: not_available ?? 0 }]
    .filter(({ mentors }) => mentors > 0)
    .sort((a, b) => b.mentors - a.mentors);
