// Names as published in capitals become readable; names that somebody wrote stay as they are.
import { expect, test } from 'vitest';
import { asWritten } from './published';

test.each([
  ['ANCHOR POINT PUBLIC LIBRARY', 'Anchor Point Public Library'],
  ['A. H. BROWN PUBLIC LIBRARY', 'A. H. Brown Public Library'],
  ['FREE LIBRARY OF THE NORTHERN LIBERTIES', 'Free Library of the Northern Liberties'],
  ["ST. JOHN'S COUNTY - MAIN", "St. John's County - Main"],
  ["O'FALLON (WEST) LIBRARY", "O'Fallon (West) Library"],
  ['BIBLIOTECA ELECTRÓNICA DE SAN JUAN', 'Biblioteca Electrónica de San Juan'],
  ['THE WILKES-BARRE LIBRARY II', 'The Wilkes-Barre Library II'],
  ['McKinley Memorial Library', 'McKinley Memorial Library'],
])('%s', (published, written) => {
  expect(asWritten(published)).toBe(written);
});
