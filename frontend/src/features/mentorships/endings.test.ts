// Which ends a certificate is given for.
import { expect, test } from 'vitest';
import { certified } from './endings';

test('who completed it, and who came to the end of the cycle, gets a certificate', () => {
  expect(certified({ end_reason: 'completed' })).toBe(true);
  expect(certified({ end_reason: 'cycle_closed' })).toBe(true);
});

test('whoever parted earlier gets none, nor does who is still at work', () => {
  expect(certified({ end_reason: 'no_contact' })).toBe(false);
  expect(certified({ end_reason: null })).toBe(false);
});
