// Where something is done: the features say which of their pages is the place for it (`placeFor`); who may not open it gets no link.
import type { PageOfSlice } from '../../shared/routing/page';

const bySlice = import.meta.glob<PageOfSlice[]>('../*/routes.tsx', {
  eager: true,
  import: 'default',
});
const pages = Object.values(bySlice).flat();

export interface Place {
  to: string;
  search?: Record<string, string>;
}

/** Pages of single things that the dashboard lists. */
export const PAGE_OF = {
  cycle: '/cycles/$cycle_id',
  opening: '/recruitment/$opening_id',
  pairing: '/pairings/$pairing_id',
  job: '/jobs/$job_id',
  proposals: '/my-proposals',
  coverage: '/coverage',
  plan: '/plan',
  seats: '/seats',
  charter: '/charter/new',
  imports: '/imports',
} as const;

const PARAMETER = /\$\w+/;

function open(page: PageOfSlice | undefined, permissions: readonly string[]) {
  const allowed = page && (!page.permission || permissions.includes(page.permission));
  return allowed ? page : undefined;
}

/** The page for all things of a kind, or for the one with this id. */
export function placeFor(
  kind: string,
  permissions: readonly string[],
  id?: string,
): Place | undefined {
  for (const page of pages) {
    const place = page.placeFor?.find((each) => each.split('?')[0] === kind);
    const single = PARAMETER.test(page.path);
    if (!place || single !== (id !== undefined) || !open(page, permissions)) continue;
    const to = id === undefined ? page.path : page.path.replace(PARAMETER, id);
    const filters = place.split('?')[1];
    return filters ? { to, search: Object.fromEntries(new URLSearchParams(filters)) } : { to };
  }
  return undefined;
}

/** The page of one of the things above. */
export function pageOf(
  thing: keyof typeof PAGE_OF,
  permissions: readonly string[],
  id?: string,
): Place | undefined {
  const path: string = PAGE_OF[thing];
  const page = open(
    pages.find((each) => each.path === path),
    permissions,
  );
  if (!page) return undefined;
  return { to: id === undefined ? path : path.replace(PARAMETER, id) };
}

const ID = '([0-9a-fA-F-]{36})';
const idIn = (href: string, of: string): string => new RegExp(`/${of}/${ID}`).exec(href)?.[1] ?? '';

/** The cycle, or the pairing, that an address of the API is about. */
export const cycleOf = (href: string): string => idIn(href, 'cycles');
export const pairingOf = (href: string): string => idIn(href, 'pairings');
