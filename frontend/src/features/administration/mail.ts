// Mails as they are shown: the tone of a state, and the text with its links found.
import type { MailState } from '../../gen';
import type { Tone } from '../../shared/ui/Badge';

export const MAIL_TONES: Partial<Record<MailState, Tone>> = {
  sent: 'good',
  queued: 'attention',
  failed: 'danger',
  bounced: 'danger',
};

export interface Piece {
  text: string;
  href?: string;
}

// A mark that ends a sentence is no part of the address before it.
const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g;

/** The text in pieces, those that are web addresses as links. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    if (match.index > end) found.push({ text: text.slice(end, match.index) });
    found.push({ text: match[0], href: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ text: text.slice(end) });
  return found;
}
