// What a decision about an application needs, whichever it is.
import type { ApplicationView } from '../../gen';
import { z } from '../../shared/form/schema';

export interface DecisionProps {
  application: ApplicationView;
  onClose: () => void;
}

/** For the record: no letter holds it. */
export const reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000));
