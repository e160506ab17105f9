// Whom a message is for, as the form holds it and as the API takes it.
import type { MessageSelection } from '../../gen';
import { z } from '../../shared/form/schema';

const open = z.nullable(z.string());

export const selectionSchema = z.object({
  of: z.enum(['enrolments', 'pairings']),
  cycle_id: open,
  region_id: open,
  role: open,
  enrolment_state: open,
  ready: open,
  matching: open,
  pairing_state: open,
  health: open,
  no_meeting_days: z.string().check(z.trim(), z.regex(/^(|[1-9]\d{0,3})$/, 'messages.days_whole')),
});

export type SelectionValues = z.infer<typeof selectionSchema>;

export const NOBODY_YET: SelectionValues = {
  of: 'enrolments',
  cycle_id: null,
  region_id: null,
  role: null,
  enrolment_state: null,
  ready: null,
  matching: null,
  pairing_state: null,
  health: null,
  no_meeting_days: '',
};

const OF_BOTH = ['cycle_id', 'region_id', 'role'] as const;
const OF_ENROLMENTS = ['enrolment_state', 'matching'] as const;
const OF_PAIRINGS = ['pairing_state', 'health'] as const;

/** What the API is asked; `null` while it cannot be asked yet. Fields of the other list are left out. */
export function asked(values: SelectionValues): MessageSelection | null {
  if (values.of === 'enrolments' && !values.cycle_id) return null;
  const own = values.of === 'enrolments' ? OF_ENROLMENTS : OF_PAIRINGS;
  const chosen: Record<string, string | boolean | number> = { of: values.of };
  for (const name of [...OF_BOTH, ...own]) {
    const value = values[name];
    if (value) chosen[name] = value;
  }
  if (values.of === 'enrolments' && values.ready) chosen.ready = values.ready === 'yes';
  if (values.of === 'pairings') {
    const days = values.no_meeting_days.trim();
    if (!/^(|[1-9]\d{0,3})$/.test(days)) return null;
    if (days) chosen.no_meeting_days = Number(days);
  }
  return chosen as unknown as MessageSelection;
}
