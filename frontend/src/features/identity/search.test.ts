// An address may not send a person who signs in to another site.
// @vitest-environment node
import { expect, test } from 'vitest';
import { readNext } from './search';

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', 7])(
  'refuses %s',
  (next) => expect(readNext({ next })).toEqual({}),
);

test('keeps a path of this site with its query', () => {
  expect(readNext({ next: '/regions?sort=name' })).toEqual({ next: '/regions?sort=name' });
});
