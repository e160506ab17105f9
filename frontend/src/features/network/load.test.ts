// Load is per seat, a region without a seat carries all of it, and the bands follow the heaviest.
import { expect, test } from 'vitest';
import type { RegionView } from '../../gen';
import { loads } from './load';

const region = (code: string, institutions: number, seats: number): RegionView => ({
  id: code,
  code,
  name: code,
  jurisdictions: [],
  institutions,
  staff: institutions * 10,
  seats,
  version: 1,
});

test('seats share what their region carries', () => {
  const [first, second, third] = loads(
    [region('01', 1200, 2), region('02', 800, 1), region('03', 100, 0)],
    'institutions',
  );
  expect(first).toMatchObject({ perSeat: 600, carried: 600, band: 4 });
  expect(second).toMatchObject({ perSeat: 800, band: 4 });
  expect(third).toMatchObject({ perSeat: null, carried: 100, band: 1 });
});

test('an empty network has no heavy region', () => {
  expect(loads([region('01', 0, 0)], 'staff')).toMatchObject([{ carried: 0, band: 1 }]);
});
