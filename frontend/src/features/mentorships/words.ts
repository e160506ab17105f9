// The tones of what a pairing can be, and the order of what is said about it.
import type {
  AgreementState,
  CheckInChoice,
  ConcernState,
  GoalState,
  HealthState,
  PairingState,
} from '../../gen';
import type { Tone } from '../../shared/ui/Badge';

export const PAIRING_TONES: Partial<Record<PairingState, Tone>> = {
  active: 'good',
  paused: 'attention',
};
export const AGREEMENT_TONES: Partial<Record<AgreementState, Tone>> = {
  none: 'attention',
  draft: 'attention',
  signed: 'good',
};
export const HEALTH_TONES: Partial<Record<HealthState, Tone>> = {
  well: 'good',
  watched: 'attention',
  asked: 'attention',
  stalled: 'danger',
};
export const GOAL_TONES: Partial<Record<GoalState, Tone>> = { done: 'good' };
export const CHECK_IN_TONES: Partial<Record<CheckInChoice, Tone>> = {
  going_well: 'good',
  needs_attention: 'attention',
  not_meeting: 'danger',
};
export const CONCERN_TONES: Partial<Record<ConcernState, Tone>> = {
  open: 'danger',
  suspended: 'attention',
  separated: 'attention',
};
export const PAUSE_REASONS = ['leave', 'workload', 'health', 'moving', 'other'] as const;
export const HEALTH_ANSWERS = ['well', 'help', 'not_meeting'] as const;
export const CADENCES = ['weekly', 'fortnightly', 'monthly'] as const;
