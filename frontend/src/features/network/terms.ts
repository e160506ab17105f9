// Who is on a seat on a day, among its terms `[starts_on, ends_on)`; whoever serves comes before whoever is in training.
import type { TermView } from '../../gen';

const OVER: ReadonlySet<TermView['state']> = new Set(['graduated', 'ended']);

export function holderOf(
  seat: string,
  terms: readonly TermView[],
  today: string,
): TermView | undefined {
  const live = terms.filter(
    (term) => term.seat_id === seat && !OVER.has(term.state) && term.ends_on > today,
  );
  const serving = live.filter((term) => term.starts_on <= today && term.state !== 'in_training');
  const [first] = [...(serving.length > 0 ? serving : live)].sort((a, b) =>
    a.starts_on.localeCompare(b.starts_on),
  );
  return first;
}
