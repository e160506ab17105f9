// The states of openings, applications and offers, in words and tones.
import type { ApplicationState, AssignmentState, OfferState, OpeningState } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { StateBadge, type Tone } from '../../shared/ui/Badge';

const OPENING: Partial<Record<OpeningState, Tone>> = { published: 'good', filled: 'good' };
const APPLICATION: Partial<Record<ApplicationState, Tone>> = {
  submitted: 'attention',
  in_review: 'attention',
  offered: 'good',
  appointed: 'good',
};
const OFFER: Partial<Record<OfferState, Tone>> = {
  open: 'attention',
  accepted: 'good',
  expired: 'danger',
};

const ASSIGNMENT: Partial<Record<AssignmentState, Tone>> = {
  assigned: 'attention',
  reviewed: 'good',
};

export const OPENING_STATES: readonly OpeningState[] = ['draft', 'published', 'closed', 'filled'];

export function OpeningBadge({ state, accepts }: { state: OpeningState; accepts?: boolean }) {
  const t = useT();
  // Published, but the closing day is over: nothing comes in any more.
  if (state === 'published' && accepts === false)
    return (
      <StateBadge
        state="over"
        tones={{ over: 'attention' }}
        label={t('recruitment.opening_state.over')}
      />
    );
  return (
    <StateBadge state={state} tones={OPENING} label={t(`recruitment.opening_state.${state}`)} />
  );
}

export function ApplicationBadge({ state }: { state: ApplicationState }) {
  const t = useT();
  return (
    <StateBadge
      state={state}
      tones={APPLICATION}
      label={t(`recruitment.application_state.${state}`)}
    />
  );
}

export function OfferBadge({ state }: { state: OfferState }) {
  const t = useT();
  return <StateBadge state={state} tones={OFFER} label={t(`recruitment.offer_state.${state}`)} />;
}

export function AssignmentBadge({ state }: { state: AssignmentState }) {
  const t = useT();
  return (
    <StateBadge
      state={state}
      tones={ASSIGNMENT}
      label={t(`recruitment.assignment_state.${state}`)}
    />
  );
}
