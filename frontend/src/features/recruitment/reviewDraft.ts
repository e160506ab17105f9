// Scores and words that are not saved yet, kept in this tab: a lost session or a wrong turn costs nothing. They go with the
// tab, since others may use the same computer, and when the review is saved.
export interface ReviewDraft {
  /** Criterion to score, as the form holds it. */
  scores: Record<string, string>;
  comment: string;
  /** When it was last written, as milliseconds. */
  at: number;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (person: string, application: string) => `perennial.review.${person}.${application}`;

function store(): Store | null {
  try {
    return sessionStorage;
  } catch {
    // Storage may be refused; the browser's question before leaving remains.
    return null;
  }
}

export function readDraft(
  person: string,
  application: string,
  from: Store | null = store(),
): ReviewDraft | null {
  try {
    const found: unknown = JSON.parse(from?.getItem(keyOf(person, application)) ?? 'null');
    return isDraft(found) ? found : null;
  } catch {
    return null;
  }
}

export function writeDraft(
  person: string,
  application: string,
  draft: ReviewDraft,
  to: Store | null = store(),
): void {
  try {
    to?.setItem(keyOf(person, application), JSON.stringify(draft));
  } catch {
    // A full store keeps nothing more.
  }
}

export function dropDraft(person: string, application: string, of: Store | null = store()): void {
  try {
    of?.removeItem(keyOf(person, application));
  } catch {
    // As above.
  }
}

function isDraft(found: unknown): found is ReviewDraft {
  if (typeof found !== 'object' || found === null) return false;
  const { scores, comment, at } = found as Partial<ReviewDraft>;
  return (
    typeof comment === 'string' &&
    typeof at === 'number' &&
    typeof scores === 'object' &&
    scores !== null &&
    Object.values(scores).every((score) => typeof score === 'string')
  );
}
