// Who of those that a choice finds is left out one by one, as the API takes it.
import type { MessageSelection, ReachedPerson } from '../../gen';

/** The most that the API takes by name. */
export const MOST_NAMED = 500;

export type Named = Pick<MessageSelection, 'only_people' | 'without_people'>;

/**
 * Names the fewer of the two, those chosen or those left out; `null` when nobody is left or both are too many to name, and when
 * somebody is left out of a list that is not known yet.
 */
export function named(
  people: readonly ReachedPerson[] | null,
  off: ReadonlySet<string>,
): Named | null {
  if (!people) return off.size === 0 ? {} : null;
  const out = people.filter(({ person_id }) => off.has(person_id));
  if (out.length === 0) return {};
  const inside = people.filter(({ person_id }) => !off.has(person_id));
  if (inside.length === 0) return null;
  const ids = (some: readonly ReachedPerson[]) => some.map(({ person_id }) => person_id);
  if (inside.length < out.length) {
    return inside.length <= MOST_NAMED ? { only_people: ids(inside) } : null;
  }
  return out.length <= MOST_NAMED ? { without_people: ids(out) } : null;
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Those whose name holds every word, whatever its accents and capitals. */
export function found(people: readonly ReachedPerson[], words: string | undefined) {
  const wanted = plain(words ?? '')
    .split(/\s+/)
    .filter(Boolean);
  if (wanted.length === 0) return people;
  return people.filter(({ person_name }) => {
    const name = plain(person_name);
    return wanted.every((word) => name.includes(word));
  });
}

/** With these turned on or off. */
export function turned(
  off: ReadonlySet<string>,
  people: readonly ReachedPerson[],
  on: boolean,
): ReadonlySet<string> {
  const next = new Set(off);
  for (const { person_id } of people) {
    if (on) next.delete(person_id);
    else next.add(person_id);
  }
  return next;
}
