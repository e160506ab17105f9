// A draft saves itself a moment after the last key, one save at a time, and never over what another tab has saved.
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DraftBody, DraftView } from '../../gen';
import { useAutosave } from './useAutosave';

interface Saved {
  ifMatch: string | null;
  body: DraftBody;
}

const saved: Saved[] = [];
let version = 1;
/** What the server holds; another tab moves it on. */
const kept = () => ({ updated_at: '2027-03-01T12:00:00Z', version }) as DraftView;

beforeEach(() => {
  vi.useFakeTimers();
  saved.length = 0;
  version = 1;
  vi.stubGlobal('fetch', async (input: RequestInfo, init?: RequestInit) => {
    const request = new Request(input, init);
    if (request.method === 'PUT') {
      const ifMatch = request.headers.get('If-Match');
      saved.push({ ifMatch, body: (await request.json()) as DraftBody });
      if (ifMatch !== `"${version}"`) return Response.json({ status: 412 }, { status: 412 });
      version += 1;
    }
    return Response.json(kept(), { headers: { etag: `"${version}"` } });
  });
});

afterEach(() => {
  vi.useRealTimers();
});

const begin = () =>
  renderHook(
    ({ name }) => useAutosave('a-token', { value: kept(), etag: '"1"' }, { name } as DraftBody),
    { initialProps: { name: '' } },
  );

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

test('what is typed in one go is saved once, a moment after the last key', async () => {
  const { result, rerender } = begin();
  expect(result.current.saving.kind).toBe('saved');
  for (const name of ['A', 'An', 'Ana']) {
    rerender({ name });
    await pass(400);
    expect(result.current.saving.kind).toBe('waiting');
  }
  expect(saved).toEqual([]);
  await pass(2000);
  expect(saved).toEqual([{ ifMatch: '"1"', body: { name: 'Ana' } }]);
  expect(result.current.saving.kind).toBe('saved');
});

test('each save names the version of the one before', async () => {
  const { rerender } = begin();
  for (const name of ['Ana', 'Ana Flores']) {
    rerender({ name });
    await pass(2000);
  }
  expect(saved.map(({ ifMatch }) => ifMatch)).toEqual(['"1"', '"2"']);
});

test('after another tab saved, nothing more is sent until somebody chooses', async () => {
  const { result, rerender } = begin();
  version = 5;
  rerender({ name: 'Mine' });
  await pass(2000);
  expect(result.current.saving.kind).toBe('conflict');
  rerender({ name: 'Mine still' });
  await pass(5000);
  expect(saved).toHaveLength(1);
  await act(() => result.current.keepMine());
  expect(saved.at(-1)).toEqual({ ifMatch: '"5"', body: { name: 'Mine still' } });
  expect(result.current.saving.kind).toBe('saved');
});

test('sending waits for what is not saved yet', async () => {
  const { result, rerender } = begin();
  rerender({ name: 'Ana' });
  let etag = '';
  await act(async () => {
    etag = await result.current.flush();
  });
  expect(etag).toBe('"2"');
  expect(saved).toHaveLength(1);
  await pass(5000);
  expect(saved).toHaveLength(1);
});

test('a save that fails says so and is tried again with the next change', async () => {
  const { result, rerender } = begin();
  const works = globalThis.fetch;
  vi.stubGlobal('fetch', async () => Response.json({ status: 503 }, { status: 503 }));
  rerender({ name: 'Ana' });
  await pass(2000);
  expect(result.current.saving.kind).toBe('failed');
  vi.stubGlobal('fetch', works);
  rerender({ name: 'Ana F' });
  await pass(2000);
  expect(result.current.saving.kind).toBe('saved');
});
