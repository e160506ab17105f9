// The words of circles: states with their tones, and refusals and reasons as sentences.

import type {
  CircleLeaveReason,
  CirclePlace,
  CircleState,
  CircleView,
  DeclineReason,
  UnplacedWhy,
} from '../../gen';
import { ApiProblem } from '../../shared/api/problem';
import { useIntl } from '../../shared/i18n/intl';
import { useT } from '../../shared/i18n/useT';
import type { Tone } from '../../shared/ui/Badge';
import { rulesAgainst } from './circles';

type Tones = Partial<Record<string, Tone>>;
export const ROUND_TONES: Tones = { ready: 'attention', published: 'good', failed: 'danger' };
export const CIRCLE_STATES: readonly CircleState[] = ['open', 'ended', 'proposed'];
export const DECLINE_REASONS: readonly DeclineReason[] = [
  'not_now',
  'too_busy',
  'not_a_fit',
  'know_each_other',
  'other',
];
export const LEAVE_REASONS: readonly CircleLeaveReason[] = [
  'done',
  'too_busy',
  'not_a_fit',
  'moving',
  'other',
];
export const CIRCLE_TONES: Tones = { open: 'good' };
export const PLACE_TONES: Tones = { asked: 'attention', joined: 'good', declined: 'danger' };

/** Refusals that we word ourselves. What is confidential has one word only. */
const REFUSALS = [
  'full',
  'not_available',
  'same_person',
  'same_employer',
  'no_shared_language',
  'other_region',
  'too_few_shared_hours',
  'not_ready',
  'already_there',
  'seats_in_round',
  'own_place',
] as const;

export interface Refusal {
  code: string;
  detail: string;
}

/** Why circles cannot be published, of which circle, and for whose place if it is about one. */
const UNPUBLISHABLE = ['too_small', 'not_available', 'mentor_full', 'mentee_taken'] as const;
const AT = /^\/circles\/([^/]+)(?:\/places\/([^/]+))?$/;

export function usePublishRefusalWords(circles: readonly CircleView[]) {
  const t = useT();
  return ({ code, detail, pointer }: Refusal & { pointer: string }): string => {
    const known = UNPUBLISHABLE.find((each) => each === code);
    const [, circleId, placeId] = AT.exec(pointer) ?? [];
    const circle = circles.find(({ id }) => id === circleId);
    const place = circle?.places.find(({ id }) => id === placeId);
    // A newer server may know refusals that this page does not: its own sentence is then right.
    if (!known || !circle || (placeId && !place)) return detail;
    const words = { circle: circle.name, name: place?.person_name ?? '' };
    return t(`circles.publish.refused.${known}`, words);
  };
}

/** Why somebody declined or left, as their coordinator may read it. */
export function useReasonWords() {
  const t = useT();
  return ({ decline_reason, leave_reason }: CirclePlace): string => {
    if (decline_reason) return t(`circles.decline.${decline_reason}`);
    return leave_reason ? t(`circles.leave.reason.${leave_reason}`) : '—';
  };
}

/** What was said no to: the state that forbids it, or who was chosen. */
const REFUSED = [409, 422];

/** Why the server did not do it, if it said so by codes; anything else is an error like others. */
export const refusalsIn = (error: unknown): ReadonlyArray<Refusal & { pointer: string }> =>
  error instanceof ApiProblem && REFUSED.includes(error.status) ? error.fields : [];

export function useRefusalWords() {
  const t = useT();
  return ({ code, detail }: Refusal, name: string): string => {
    const known = REFUSALS.find((each) => each === code);
    // A newer server may know refusals that this page does not: its own sentence is then right.
    return known ? t(`circles.refused.${known}`, { name }) : detail;
  };
}

const RULES = [
  'no_shared_language',
  'not_available',
  'other_region',
  'same_employer',
  'same_person',
  'too_few_shared_hours',
];

/** Why somebody has no place, in a sentence or two. */
export function useUnplacedWords() {
  const t = useT();
  const intl = useIntl();
  const list = (parts: string[]) => intl.formatList(parts, { type: 'conjunction' });
  return (why: UnplacedWhy): string => {
    const { code, eligible, needed, full, closed, free_mentors } = why;
    if (code === 'too_few_mentors' && eligible !== null) {
      const parts = rulesAgainst(why)
        .filter(({ rule }) => RULES.includes(rule))
        .map(({ rule, mentors }) => t(`circles.rule.${rule}`, { count: mentors }));
      const first = t('circles.why.too_few_mentors', { eligible, needed: needed ?? 1 });
      return parts.length === 0
        ? first
        : `${first} ${t('circles.why.others', { parts: list(parts) })}`;
    }
    if (code === 'too_few_peers') {
      return t('circles.why.too_few_peers', { needed: needed ?? 0 });
    }
    // Of somebody whom a coordinator took out nothing was counted.
    if (code === 'no_circle_found' && full !== null) {
      return t('circles.why.no_circle_found', {
        full,
        closed: closed ?? 0,
        mentors: free_mentors ?? 0,
      });
    }
    return t('circles.why.unknown');
  };
}
