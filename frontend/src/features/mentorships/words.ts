// The tones of a pairing's states, and today as a calendar date where the person is.
import type { AgreementState, PairingState } from '../../gen';
import type { Tone } from '../../shared/ui/Badge';

export const PAIRING_TONES: Partial<Record<PairingState, Tone>> = { active: 'good' };
export const AGREEMENT_TONES: Partial<Record<AgreementState, Tone>> = {
  none: 'attention',
  draft: 'attention',
  signed: 'good',
};

/** `YYYY-MM-DD` in the person's zone. */
export function todayIn(timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date());
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
