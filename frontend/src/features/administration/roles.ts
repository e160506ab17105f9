// Which role is granted where: for the whole network, in a region, in an association, for a study.
import { queryOptions } from '@tanstack/react-query';
import { listAssociations, listRegions, listStudies, type Role, type ScopeKind } from '../../gen';
import { everyPage } from '../../shared/api/everyPage';

export const ROLES = [
  'coordinator',
  'guide',
  'mentor',
  'mentee',
  'reviewer',
  'task_force',
  'evaluator',
  'partner',
  'admin',
] as const satisfies readonly Role[];

const SCOPES: Readonly<Record<Role, readonly ScopeKind[]>> = {
  admin: ['network'],
  task_force: ['network'],
  coordinator: ['region', 'network'],
  guide: ['region', 'network'],
  reviewer: ['network', 'region'],
  mentor: ['region', 'network'],
  mentee: ['region', 'network'],
  evaluator: ['study'],
  partner: ['association'],
};

export const scopesOf = (role: Role) => SCOPES[role];

/** A scope as one value of a field: `network`, or its kind and its id. */
export function asScope(where: string): { scope_kind: ScopeKind; scope_id: string | null } {
  const [kind, id] = where.split(' ');
  return { scope_kind: kind as ScopeKind, scope_id: id ?? null };
}

export const regionsQuery = queryOptions({
  queryKey: ['regions'],
  queryFn: async ({ signal }) => (await listRegions({ signal })).data.items,
});

export const associationsQuery = queryOptions({
  queryKey: ['associations'],
  queryFn: ({ signal }) => everyPage((query) => listAssociations({ query, signal })),
});

export const studiesQuery = queryOptions({
  queryKey: ['studies', 'all'],
  queryFn: ({ signal }) => everyPage((query) => listStudies({ query, signal })),
});
