// The states of meetings, decisions and stakeholders, in words and tones, and which of them may follow which.
import type { DecisionState, StakeholderState, TaskForceMeetingState } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { StateBadge, type Tone } from '../../shared/ui/Badge';

const MEETING: Partial<Record<TaskForceMeetingState, Tone>> = {
  planned: 'attention',
  held: 'good',
};
const DECISION: Partial<Record<DecisionState, Tone>> = {
  open: 'attention',
  carried: 'good',
  rejected: 'danger',
};
const STAKEHOLDER: Partial<Record<StakeholderState, Tone>> = {
  invited: 'attention',
  accepted: 'good',
  declined: 'danger',
};

export function MeetingBadge({ state }: { state: TaskForceMeetingState }) {
  const t = useT();
  const label = t(`governance.meetings.state.${state}`);
  return <StateBadge state={state} tones={MEETING} label={label} />;
}

export function DecisionBadge({ state }: { state: DecisionState }) {
  const t = useT();
  const label = t(`governance.decisions.state.${state}`);
  return <StateBadge state={state} tones={DECISION} label={label} />;
}

export function StakeholderBadge({ state }: { state: StakeholderState }) {
  const t = useT();
  const label = t(`governance.stakeholders.state.${state}`);
  return <StateBadge state={state} tones={STAKEHOLDER} label={label} />;
}

const NEXT: Readonly<Record<StakeholderState, readonly StakeholderState[]>> = {
  considered: ['nominated', 'withdrawn'],
  nominated: ['considered', 'invited', 'withdrawn'],
  invited: ['accepted', 'declined', 'nominated', 'withdrawn'],
  accepted: ['withdrawn'],
  declined: ['considered', 'nominated'],
  withdrawn: ['considered', 'nominated'],
};

export const statesAfter = (state: StakeholderState) => NEXT[state];

/** Whether a letter may ask them now; who was asked may be asked again. */
export const mayBeInvited = (state: StakeholderState) =>
  state === 'nominated' || state === 'invited';
