// The session's promises: one refresh however many wait, one retry, one idempotency key, and nobody signed out by a server that is away.
import { beforeEach, expect, test, vi } from 'vitest';
import { apiFetch } from './fetch';
import { ApiProblem, fieldOfPointer } from './problem';
import { beginSession, currentToken, sessionState } from './session';

type Answer = (request: Request) => Response;
const seen: Request[] = [];
let answer: Answer = () => new Response(null, { status: 204 });

beforeEach(() => {
  seen.length = 0;
  vi.stubGlobal('fetch', async (input: RequestInfo, init?: RequestInit) => {
    const url = typeof input === 'string' ? new URL(input, location.href) : input;
    const request = new Request(url, init);
    seen.push(request);
    return answer(request);
  });
  beginSession('old');
});

const isRefresh = (request: Request) => request.url.endsWith('/auth/refresh');
const tokenOf = (request: Request) => request.headers.get('Authorization');
const address = (path: string) => new URL(path, location.href);

test('many requests with an expired token share one refresh and are each tried once more', async () => {
  answer = (request) => {
    if (isRefresh(request)) return Response.json({ access_token: 'new' });
    return tokenOf(request) === 'Bearer new'
      ? Response.json({})
      : new Response(null, { status: 401 });
  };
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((path) => apiFetch(address(`/api/v1/${path}`))),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(seen.filter(isRefresh)).toHaveLength(1);
  expect(seen).toHaveLength(7);
});

test('a retried POST keeps its idempotency key and its body', async () => {
  answer = (request) => {
    if (isRefresh(request)) return Response.json({ access_token: 'new' });
    return new Response(null, { status: tokenOf(request) === 'Bearer new' ? 201 : 401 });
  };
  await apiFetch(address('/api/v1/regions'), { method: 'POST', body: '{"name":"Plains"}' });
  const [first, , second] = seen;
  expect(first?.headers.get('Idempotency-Key')).toMatch(/^[\w-]{32,}$/);
  expect(second?.headers.get('Idempotency-Key')).toBe(first?.headers.get('Idempotency-Key'));
  expect(await second?.text()).toBe('{"name":"Plains"}');
});

test('a refused refresh ends the session', async () => {
  answer = () => Response.json({ title: 'Unauthenticated', status: 401 }, { status: 401 });
  await expect(apiFetch(address('/api/v1/me'))).rejects.toMatchObject({ status: 401 });
  expect(sessionState()).toBe('signed_out');
  expect(currentToken()).toBeNull();
});

test('a server that is away signs nobody out', async () => {
  answer = (request) => new Response(null, { status: isRefresh(request) ? 503 : 401 });
  await expect(apiFetch(address('/api/v1/me'))).rejects.toMatchObject({ status: 503 });
  expect(sessionState()).toBe('signed_in');
});

test('a link speaks for itself, and no refresh is tried for it', async () => {
  answer = () => new Response(null, { status: 401 });
  const headers = { Authorization: 'Link abc' };
  await expect(apiFetch(address('/api/v1/offer'), { headers })).rejects.toBeInstanceOf(ApiProblem);
  expect(seen.map(tokenOf)).toEqual(['Link abc']);
});

test('a problem document keeps its words, its fields and its request id', async () => {
  const errors = [{ pointer: '/items/0/name', code: 'length', detail: 'Too long.' }];
  answer = () =>
    new Response(JSON.stringify({ title: 'Invalid', detail: 'No.', request_id: 'r1', errors }), {
      status: 422,
      headers: { 'content-type': 'application/problem+json' },
    });
  await expect(apiFetch(address('/api/v1/regions'))).rejects.toMatchObject({
    status: 422,
    detail: 'No.',
    requestId: 'r1',
    fields: errors,
  });
  expect(fieldOfPointer('/items/0/name')).toBe('items.0.name');
});
