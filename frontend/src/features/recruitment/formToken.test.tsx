// Somebody whose browser fills in everything at once waits a moment and is taken; a page that stood open too long draws a new
// token; what has nothing to do with the token is said at once.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '../../shared/api/problem';
import { useFormToken } from './formToken';

let drawn = 0;

beforeEach(() => {
  vi.useFakeTimers();
  drawn = 0;
  vi.stubGlobal('fetch', async () => {
    drawn += 1;
    return Response.json({ form_token: `token ${drawn}`, wait_seconds: 3, lasts_seconds: 86_400 });
  });
});

afterEach(() => {
  vi.useRealTimers();
});

function refused(pointer: string, code: string): ApiProblem {
  return new ApiProblem({ errors: [{ pointer, code, detail: 'No.' }] }, 422);
}

async function form() {
  const client = new QueryClient();
  const around = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useFormToken('opening'), { wrapper: around });
  await act(() => vi.advanceTimersByTimeAsync(100));
  return result;
}

test('what is filled in at once is sent when the time has passed that a person needs', async () => {
  const send = await form();
  const sent: string[] = [];
  const done = send.current(async (token) => {
    sent.push(token);
    return 'taken';
  });
  await act(() => vi.advanceTimersByTimeAsync(2900));
  expect(sent).toEqual([]);
  await act(() => vi.advanceTimersByTimeAsync(1200));
  expect(sent).toEqual(['token 1']);
  await expect(done).resolves.toBe('taken');
});

test('what came too soon all the same is sent again by itself', async () => {
  const send = await form();
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  const sent: string[] = [];
  const done = send.current(async (token) => {
    sent.push(token);
    if (sent.length === 1) throw refused('/form_token', 'too_soon');
    return 'taken';
  });
  await act(() => vi.advanceTimersByTimeAsync(3000));
  expect(sent).toEqual(['token 1']);
  await act(() => vi.advanceTimersByTimeAsync(1500));
  expect(sent).toEqual(['token 1', 'token 1']);
  await expect(done).resolves.toBe('taken');
});

test('a token that has grown old is drawn anew', async () => {
  const send = await form();
  const sent: string[] = [];
  const done = send.current(async (token) => {
    sent.push(token);
    if (sent.length === 1) throw refused('/form_token', 'too_old');
    return 'taken';
  });
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  await expect(done).resolves.toBe('taken');
  expect(sent).toEqual(['token 1', 'token 2']);
});

test('other complaints are not swallowed', async () => {
  const send = await form();
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  const problem = refused('/email', 'email');
  await expect(
    send.current(async () => {
      throw problem;
    }),
  ).rejects.toBe(problem);
});
