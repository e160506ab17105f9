// Who gives identifiers out, in the order in which a library is likely to have one.
import type { GivenIdentifier } from '../../gen';

export type Scheme = GivenIdentifier['scheme'];

export const SCHEMES = [
  'fscs',
  'isil',
  'oclc',
  'ror',
  'nces',
  'ipeds',
  'marc',
  'external',
] as const satisfies Scheme[];

export const isScheme = (scheme: string): scheme is Scheme =>
  SCHEMES.some((each) => each === scheme);

/** The values under the scheme that they share: a library of two keys has both. */
export function byScheme(identifiers: ReadonlyArray<{ scheme: string; value: string }>) {
  const schemes = new Map<string, string[]>();
  for (const { scheme, value } of identifiers) {
    schemes.set(scheme, [...(schemes.get(scheme) ?? []), value]);
  }
  return [...schemes];
}
