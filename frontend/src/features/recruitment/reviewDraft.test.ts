// What a reviewer has not saved is there again, for that person and application alone.
import { beforeEach, expect, test } from 'vitest';
import { dropDraft, readDraft, writeDraft } from './reviewDraft';

const draft = { scores: { one: '4', two: 'none' }, comment: 'Clear.', at: 1_800_000_000_000 };

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

let store = memory();
beforeEach(() => {
  store = memory();
});

test('what was written is read again until it is dropped', () => {
  writeDraft('rosa', 'seven', draft, store);
  expect(readDraft('rosa', 'seven', store)).toEqual(draft);
  dropDraft('rosa', 'seven', store);
  expect(readDraft('rosa', 'seven', store)).toBeNull();
});

test('nobody reads what another wrote, nor about another application', () => {
  writeDraft('rosa', 'seven', draft, store);
  expect(readDraft('ravi', 'seven', store)).toBeNull();
  expect(readDraft('rosa', 'eight', store)).toBeNull();
});

test.each([
  'no json',
  '[]',
  '{"scores":{"one":4},"comment":"","at":1}',
  '{"comment":"","at":1}',
  'null',
])('what is no draft is none: %s', (text) => {
  store.setItem('perennial.review.rosa.seven', text);
  expect(readDraft('rosa', 'seven', store)).toBeNull();
});

test('without storage nothing breaks', () => {
  const refusing = {
    getItem: () => {
      throw new Error('refused');
    },
    setItem: () => {
      throw new Error('full');
    },
    removeItem: () => {
      throw new Error('refused');
    },
  };
  expect(readDraft('rosa', 'seven', refusing)).toBeNull();
  expect(() => writeDraft('rosa', 'seven', draft, refusing)).not.toThrow();
  expect(() => dropDraft('rosa', 'seven', refusing)).not.toThrow();
});
