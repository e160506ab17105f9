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
