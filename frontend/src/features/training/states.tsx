// The states of members, requirements and attendance, in words and tones.
import type { AttendanceState, CohortMemberState, RequirementState } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { StateBadge, type Tone } from '../../shared/ui/Badge';

const MEMBER: Partial<Record<CohortMemberState, Tone>> = { completed: 'good' };
const REQUIREMENT: Partial<Record<RequirementState, Tone>> = {
  passed: 'good',
  failed: 'danger',
  asked_to_repeat: 'attention',
};
const ATTENDANCE: Partial<Record<AttendanceState, Tone>> = { present: 'good', absent: 'danger' };

export const ATTENDANCE_STATES: readonly AttendanceState[] = ['present', 'excused', 'absent'];
export const JUDGED: readonly RequirementState[] = [
  'not_evaluated',
  'passed',
  'asked_to_repeat',
  'failed',
];

export function MemberBadge({ state }: { state: CohortMemberState }) {
  const t = useT();
  return <StateBadge state={state} tones={MEMBER} label={t(`training.member_state.${state}`)} />;
}

export function RequirementBadge({ state }: { state: RequirementState }) {
  const t = useT();
  return (
    <StateBadge
      state={state}
      tones={REQUIREMENT}
      label={t(`training.requirement_state.${state}`)}
    />
  );
}

export function AttendanceBadge({ state }: { state: AttendanceState }) {
  const t = useT();
  return <StateBadge state={state} tones={ATTENDANCE} label={t(`training.attendance.${state}`)} />;
}
