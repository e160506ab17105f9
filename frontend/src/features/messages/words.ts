// Tones of what became of a message, and the states to narrow by.
import type { MessageState, RecipientState } from '../../gen';
import type { Tone } from '../../shared/ui/Badge';

export const MESSAGE_TONES: Partial<Record<MessageState, Tone>> = {
  writing: 'attention',
  written: 'good',
  failed: 'danger',
};

export const RECIPIENT_TONES: Partial<Record<RecipientState, Tone>> = {
  queued: 'attention',
  sent: 'good',
  bounced: 'danger',
  failed: 'danger',
};

export const RECIPIENT_STATES: readonly RecipientState[] = [
  'queued',
  'sent',
  'bounced',
  'failed',
  'skipped',
];
