// The states of meetings, decisions and stakeholders, in words and tones, and which of them may follow which.
import type {
  DecisionState,
  StakeholderState,
  TaskForceMeetingState,
  TaskForceMeetingView,
} from '../../gen';
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

type Met = Pick<TaskForceMeetingView, 'state' | 'starts_at'>;

/** A planned meeting whose time has come waits for its record. */
export const stage = ({ state, starts_at }: Met) =>
  state === 'planned' && Date.parse(starts_at) <= Date.now() ? 'begun' : state;

export function MeetingBadge({ meeting }: { meeting: Met }) {
  const t = useT();
  const label = t(`governance.meetings.state.${stage(meeting)}`);
  return <StateBadge state={stage(meeting)} tones={MEETING} label={label} />;
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
