// The settings in which librarians work, in the order they are offered; their words are `setting.<code>` of the catalogues.
import type { Setting } from '../../gen/types.gen';

export const SETTINGS: readonly Setting[] = [
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
];
