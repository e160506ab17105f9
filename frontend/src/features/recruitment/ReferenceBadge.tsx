// The state of a reference, in words and a tone.
import type { ReferenceState } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { StateBadge, type Tone } from '../../shared/ui/Badge';

const TONES: Partial<Record<ReferenceState, Tone>> = {
  named: 'attention',
  asked: 'attention',
  received: 'good',
  declined: 'danger',
};

export function ReferenceBadge({ state }: { state: ReferenceState }) {
  const t = useT();
  return (
    <StateBadge state={state} tones={TONES} label={t(`recruitment.reference_state.${state}`)} />
  );
}
