// Whom one is not to be matched with: found by name where one may search, else among those one was proposed to or paired with,
// else by the person's id.
import { listMyPairings, listMyProposals } from '../../gen';
import { everyPage } from '../../shared/api/everyPage';

export interface Apart {
  id: string;
  name: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id in what was typed or pasted, which may be the address of the person's page; undefined when there is none. */
export function idIn(text: string): string | undefined {
  const last = text.trim().split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) ?? '';
  return UUID.test(last) ? last.toLowerCase() : undefined;
}

interface OfTwo {
  mentor_id: string;
  mentor_name: string;
  mentee_id: string;
  mentee_name: string;
}

/** The others of one's proposals and pairings, each once, by name. */
export function othersOf(pairs: readonly OfTwo[], me: string): Apart[] {
  const found = new Map<string, string>();
  for (const { mentor_id, mentor_name, mentee_id, mentee_name } of pairs) {
    found.set(mentor_id, mentor_name);
    found.set(mentee_id, mentee_name);
  }
  found.delete(me);
  return [...found]
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

export async function readOthers(me: string, signal: AbortSignal): Promise<Apart[]> {
  const [proposals, pairings] = await Promise.all([
    everyPage((query) => listMyProposals({ query, signal })),
    everyPage((query) => listMyPairings({ query, signal })),
  ]);
  return othersOf([...proposals, ...pairings], me);
}
