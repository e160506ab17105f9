// When one may vote, and when a vote may be closed.
import { expect, test } from 'vitest';
import { hindrance, mayClose } from './voting';

const now = Date.parse('2027-03-09T12:00:00Z');
const before = '2027-03-09T11:00:00Z';
const after = '2027-03-09T13:00:00Z';
const open = { closes_at: after, secret: false, voted: false };

test('a written vote takes votes until its time, and others instead of them unless it is secret', () => {
  expect(hindrance(open, undefined, now)).toBeUndefined();
  expect(hindrance({ ...open, voted: true }, undefined, now)).toBeUndefined();
  expect(hindrance({ ...open, closes_at: before }, undefined, now)).toBe('over');
  expect(hindrance({ ...open, secret: true }, undefined, now)).toBeUndefined();
  expect(hindrance({ ...open, secret: true, voted: true }, undefined, now)).toBe('secret');
});

test('a meeting takes votes from its beginning on', () => {
  expect(hindrance({ ...open, closes_at: null }, after, now)).toBe('not_begun');
  expect(hindrance({ ...open, closes_at: null }, before, now)).toBeUndefined();
});

test('a written vote is closed when everybody has voted or its time is over', () => {
  expect(mayClose({ closes_at: after, votes_cast: 2 }, 3, now)).toBe(false);
  expect(mayClose({ closes_at: after, votes_cast: 3 }, 3, now)).toBe(true);
  expect(mayClose({ closes_at: before, votes_cast: 0 }, 3, now)).toBe(true);
  expect(mayClose({ closes_at: null, votes_cast: 0 }, 3, now)).toBe(true);
});
