// The states of interviews, in words and tones.
import type { InterviewState } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { StateBadge, type Tone } from '../../shared/ui/Badge';

const TONES: Partial<Record<InterviewState, Tone>> = {
  invited: 'attention',
  booked: 'good',
  held: 'good',
  missed: 'danger',
};

export function InterviewBadge({ state }: { state: InterviewState }) {
  const t = useT();
  return <StateBadge state={state} tones={TONES} label={t(`interviews.state.${state}`)} />;
}
