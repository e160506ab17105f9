// Other weights for the ranking, as the address and the API write them: `experience:50,leadership:20`.
import type { RankingWeight } from '../../gen';

export const HIGHEST_WEIGHT = 100;
export const MOST_SEATS = 50;

/** A whole number from the text of a field, within bounds; `null` when it is none. */
export function wholeWithin(text: string, low: number, high: number): number | null {
  if (!/^\d{1,4}$/.test(text.trim())) return null;
  const number = Number(text);
  return number >= low && number <= high ? number : null;
}

/**
 * What to ask for: the criteria whose weight is another than the opening's, `undefined` when none is. `null` while a field holds
 * no weight, or all of them are 0.
 */
export function askedWeights(
  weights: readonly RankingWeight[],
  fields: Readonly<Record<string, string>>,
): string | undefined | null {
  const parts: string[] = [];
  let sum = 0;
  for (const { code, opening_weight } of weights) {
    const weight = wholeWithin(fields[code] ?? String(opening_weight), 0, HIGHEST_WEIGHT);
    if (weight === null) return null;
    sum += weight;
    if (weight !== opening_weight) parts.push(`${code}:${weight}`);
  }
  if (sum === 0) return null;
  return parts.length > 0 ? parts.join(',') : undefined;
}

/** The texts of the fields for what the address asks; what it does not name is the opening's. */
export function fieldsOf(
  weights: readonly RankingWeight[],
  asked: string | undefined,
): Record<string, string> {
  const named = new Map(
    (asked ?? '').split(',').map((part): [string, string] => {
      const [code = '', weight = ''] = part.split(':');
      return [code, weight];
    }),
  );
  return Object.fromEntries(
    weights.map(({ code, opening_weight }) => [code, named.get(code) ?? String(opening_weight)]),
  );
}
