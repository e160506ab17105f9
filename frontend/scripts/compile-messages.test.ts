// What the browser gets of the catalogues.
// @vitest-environment node
import { expect, test } from 'vitest';
import english from '../src/shared/i18n/en.json';
import spanish from '../src/shared/i18n/es.json';
import { compileMessage, navigationFiles } from './compile-messages';

test('a plain text stays itself, without its escapes', () => {
  expect(compileMessage('Save')).toBe('Save');
  expect(compileMessage("The word '{name}' stands for the name.")).toBe(
    'The word {name} stands for the name.',
  );
});

test('a text with values becomes a tree', () => {
  expect(compileMessage('Good morning, {name}')).toHaveLength(2);
  expect(compileMessage('{count, plural, one {# day} other {# days}}')).toHaveLength(1);
});

test('the shared catalogue brings the labels of the navigation in its language', () => {
  expect(navigationFiles('src', 'en')).toHaveLength(navigationFiles('src', 'es').length);
  expect(english).toHaveProperty(['matching.nav.cycles'], 'Cycles');
  expect(Object.keys(spanish).sort()).toEqual(Object.keys(english).sort());
});
