// The links of a mail can be followed, and nothing else becomes one.
import { expect, test } from 'vitest';
import { pieces } from './mail';

test('a link stands alone with its token, the sentence around it stays text', () => {
  expect(
    pieces('Choose here: https://mentors.example/invitation#cT8p0-fO_1. It serves once.'),
  ).toEqual([
    { text: 'Choose here: ' },
    {
      text: 'https://mentors.example/invitation#cT8p0-fO_1',
      href: 'https://mentors.example/invitation#cT8p0-fO_1',
    },
    { text: '. It serves once.' },
  ]);
});

test('no other scheme becomes a link', () => {
  expect(pieces('javascript:alert(1) and mentors.example')).toEqual([
    { text: 'javascript:alert(1) and mentors.example' },
  ]);
  expect(pieces('')).toEqual([]);
});
