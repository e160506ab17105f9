// How a pairing ends, and what follows from that.
import type { PairingView } from '../../gen';

/** Whether the two came to the end that was meant for them: only then there is a certificate. */
export const certified = ({ end_reason }: Pick<PairingView, 'end_reason'>): boolean =>
  end_reason === 'completed' || end_reason === 'cycle_closed';
