// Which stakeholders a list shows, and who talks to them.
import type { StakeholderKind, StakeholderView } from '../../gen';

export const KINDS = ['stakeholder', 'expert'] as const satisfies readonly StakeholderKind[];

/** Without accents and capitals, as one searches. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

interface Wanted {
  q?: string | undefined;
  kind?: string | undefined;
  owner?: string | undefined;
}

export const shownOf = (stakeholders: readonly StakeholderView[], wanted: Wanted) =>
  stakeholders.filter(
    ({ name, organisation, kind, owner_id }) =>
      (!wanted.q || plain(`${name}\n${organisation}`).includes(plain(wanted.q))) &&
      (!wanted.kind || kind === wanted.kind) &&
      (!wanted.owner || owner_id === wanted.owner),
  );

/** Each owner once, by name, to choose from. */
export function ownersOf(stakeholders: readonly StakeholderView[]) {
  const owners = new Map<string, string>();
  for (const { owner_id, owner_name } of stakeholders) {
    if (owner_id) owners.set(owner_id, owner_name ?? '');
  }
  return [...owners]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
