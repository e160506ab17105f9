// Pausing and coming back end as they were meant, however it stood before.
import { beforeEach, expect, test, vi } from 'vitest';
import { pauseUntil, takeAgain } from './mentorPause';

let until: string | null | undefined;
let withdrawn = false;

const problem = (status: number) =>
  new Response(JSON.stringify({ title: 'No', status, detail: 'No.' }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
const told = () =>
  Response.json({
    enrolment_id: 'e',
    paused: until !== undefined,
    paused_since: null,
    paused_until: until ?? null,
  });

beforeEach(() => {
  until = undefined;
  withdrawn = false;
  vi.stubGlobal('fetch', async (request: Request) => {
    if (withdrawn) return problem(409);
    if (request.url.endsWith('/pause')) {
      const body = await request.json();
      if (body.until === 'past') return problem(422);
      if (until !== undefined) return problem(409);
      until = body.until;
    } else {
      if (until === undefined) return problem(409);
      until = undefined;
    }
    return told();
  });
});

test('a pause begins, and one that lasts already gets the new day', async () => {
  expect(await pauseUntil('e', '2027-06-01')).toMatchObject({
    paused: true,
    paused_until: '2027-06-01',
  });
  expect(await pauseUntil('e', null)).toMatchObject({ paused: true, paused_until: null });
});

test('a day that is over is refused, and the pause stays as it was', async () => {
  await pauseUntil('e', '2027-06-01');
  await expect(pauseUntil('e', 'past')).rejects.toMatchObject({ status: 422 });
  expect(until).toBe('2027-06-01');
});

test('coming back works once, and again changes nothing', async () => {
  await pauseUntil('e', null);
  expect(await takeAgain('e')).toMatchObject({ paused: false });
  expect(await takeAgain('e')).toMatchObject({ paused: false });
});

test('whoever may not pause is told so', async () => {
  withdrawn = true;
  await expect(pauseUntil('e', null)).rejects.toMatchObject({ status: 409 });
});
