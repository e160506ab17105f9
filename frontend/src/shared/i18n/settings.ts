// The settings in which librarians work, in the order they are offered; their words are `setting.<code>` of the catalogues.
import type { Setting } from '../../gen/types.gen';

export const SETTINGS = [
  'public',
  'academic',
  'school',
  'special',
  'archives',
  'health',
  'law',
  'government',
  'tribal',
  'consortium',
  'independent',
] as const satisfies readonly Setting[];
