// How the signed-in person stands to a pairing: one of the two, its coordinator, or somebody who oversees it.

import type { PairingView } from '../../gen';
import type { Grant } from '../../shared/auth/account';
import { useMe } from '../../shared/auth/useMe';

export type Viewer = 'pair' | 'coordinator' | 'overseer';

export function viewerOf(
  pairing: Pick<PairingView, 'my_side' | 'region_id'>,
  grants: readonly Pick<Grant, 'role' | 'scope_id'>[],
): Viewer {
  if (pairing.my_side) return 'pair';
  const responsible = grants.some(
    ({ role, scope_id }) => role === 'coordinator' && scope_id === pairing.region_id,
  );
  return responsible ? 'coordinator' : 'overseer';
}

export const useViewer = (pairing: PairingView): Viewer => viewerOf(pairing, useMe().grants);

/** The other of the two, as the signed-in one calls them. */
export const otherName = ({ my_side, mentor_name, mentee_name }: PairingView): string =>
  my_side === 'mentor' ? mentee_name : mentor_name;
