// How a reviewer marks, in a word, and when there is too little to say so.
import type { SeverityView } from '../../gen';

export type Marking = 'harder' | 'softer' | 'like_others' | 'too_few' | 'none';

// Half a point on a scale of five is what a committee notices; below twelve scores a difference is mostly chance.
const NOTICED = 0.5;
const ENOUGH = 12;

export function markingOf(severity: SeverityView | null): Marking {
  if (!severity) return 'none';
  if (severity.scores < ENOUGH) return 'too_few';
  if (severity.difference <= -NOTICED) return 'harder';
  return severity.difference >= NOTICED ? 'softer' : 'like_others';
}

/** Those whose name or address holds every word that is searched for. */
export function matching<Of extends { reviewer_name: string; email: string }>(
  reviewers: readonly Of[],
  words: string,
): Of[] {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{Mark}/gu, '')
      .toLowerCase();
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return reviewers.filter(({ reviewer_name, email }) => {
    const text = `${plain(reviewer_name)} ${plain(email)}`;
    return wanted.every((word) => text.includes(word));
  });
}
