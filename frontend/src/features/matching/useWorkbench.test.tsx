// The bench as a client of the API: each step names the one before, others' steps are noticed, rows follow what a step did.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { type ReactNode, Suspense } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { RoundView } from '../../gen';
import { useWorkbench } from './useWorkbench';

const ROUND = { id: 'round', cycle_id: 'cycle', state: 'ready' } as RoundView;
const NAMES = { mentor: 'Max', mentee: 'Ana' };
const LOCK = {
  kind: 'lock' as const,
  mentor_enrolment_id: 'Max',
  mentee_enrolment_id: 'Ana',
  reason: 'They asked.',
};

let seq = 0;
let refuses: object | null = null;
let asked: Array<{ path: string; body: { expected_seq?: number } }> = [];
let queries: QueryClient;

const row = (id: string, mentee: string) => ({ id, mentee_enrolment_id: mentee, approved: false });
const answer = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  });

async function serve(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace('/api/v1/rounds/round/', '');
  const body = request.method === 'GET' ? {} : await request.json();
  asked.push({ path, body });
  const undo = {
    seq,
    kind: 'lock',
    mentor_name: 'Max',
    mentee_name: 'Ana',
    made_by_name: 'Kim',
    yours: true,
  };
  if (path === 'workbench') return answer({ seq, editable: true, undo, redo: null });
  if (refuses) return answer(refuses, 412);
  if (path === 'approve') return answer({ changed: body.proposal_ids.length });
  seq += 1;
  const proposals = {
    gone: [row('ana-max', 'Ana')],
    new: [row('ana-kim', 'Ana')],
    changed: [],
    elsewhere: 0,
  };
  return answer({ seq, proposals });
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queries}>
      <Suspense>{children}</Suspense>
    </QueryClientProvider>
  );
}

async function bench() {
  const hook = renderHook(() => useWorkbench(ROUND), { wrapper: Frame });
  await waitFor(() => expect(hook.result.current).not.toBeNull());
  return hook.result;
}

const steps = () => asked.filter(({ path }) => ['edits', 'undo', 'redo'].includes(path));

beforeEach(() => {
  seq = 3;
  refuses = null;
  asked = [];
  queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  vi.stubGlobal('fetch', serve);
});

test('steps made quickly one after the other each name the one before', async () => {
  const result = await bench();
  await act(() =>
    Promise.all([result.current.edit(LOCK, NAMES), result.current.edit(LOCK, NAMES)]),
  );
  expect(steps().map(({ body }) => body.expected_seq)).toEqual([3, 4]);
  expect(result.current.seen).toBe(5);
  expect(result.current.behind).toBe(false);
});

test('what is taken back is the last step, and what it was about is told', async () => {
  const result = await bench();
  const done = await act(() => result.current.back());
  expect(steps().map(({ path }) => path)).toEqual(['undo']);
  expect(done).toMatchObject({ way: 'undo', kind: 'lock', mentor: 'Max', mentee: 'Ana' });
});

test('what is taken back is asked for again where it is not here any more', async () => {
  const result = await bench();
  queries.removeQueries({ queryKey: ['workbench', 'round'] });
  asked = [];
  const done = await act(() => result.current.back());
  expect(asked.map(({ path }) => path).slice(0, 2)).toEqual(['workbench', 'undo']);
  expect(done).toMatchObject({ way: 'undo', mentor: 'Max' });
});

test('the rows follow a step without being read again, and say what changed', async () => {
  const key = ['proposals', 'round', {}];
  queries.setQueryData(key, {
    pages: [{ items: [row('ana-max', 'Ana'), row('ben-lou', 'Ben')], next_cursor: null }],
    pageParams: [''],
  });
  const result = await bench();
  await act(() => result.current.edit(LOCK, NAMES));
  const list = queries.getQueryData<{ pages: Array<{ items: Array<{ id: string }> }> }>(key);
  expect(list?.pages[0]?.items.map(({ id }) => id)).toEqual(['ben-lou', 'ana-kim']);
  expect([...result.current.changes.keys()]).toEqual(['Ana']);
});

test('a step that comes too late is refused in words; after reloading the next one is taken', async () => {
  const result = await bench();
  seq = 5;
  refuses = { title: 'Stale', errors: [{ pointer: '/edits/5', code: 'veto', detail: 'Kim did.' }] };
  await act(async () => {
    await expect(result.current.edit(LOCK, NAMES)).rejects.toMatchObject({ status: 412 });
  });
  expect(result.current.behind).toBe(true);
  expect(result.current.refusal).toEqual([{ seq: 5, code: 'veto' }]);
  expect(result.current.done).toBeNull();
  refuses = null;
  await act(() => result.current.reload());
  expect(result.current.behind).toBe(false);
  await act(() => result.current.edit(LOCK, NAMES));
  expect(steps().at(-1)?.body.expected_seq).toBe(5);
});

test('many are approved in portions that the server takes', async () => {
  const result = await bench();
  const ids = Array.from({ length: 450 }, (_, n) => `p${n}`);
  const changed = await act(() => result.current.approve(true, ids));
  expect(changed).toBe(450);
  expect(asked.filter(({ path }) => path === 'approve')).toHaveLength(3);
});
