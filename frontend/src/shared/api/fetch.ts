// Every request to the API goes through here: token, idempotency key, one retry after a refresh, problems as errors.
import { randomKey } from './key';
import { ApiProblem } from './problem';
import { currentToken, endSession, refreshSession } from './session';

function prepared(request: Request): Request {
  const headers = new Headers(request.headers);
  const token = currentToken();
  if (token && !headers.has('Authorization')) headers.set('Authorization', `Bearer ${token}`);
  return new Request(request, { headers, credentials: 'same-origin' });
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(prepared(request));
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw new ApiProblem({}, 0);
  }
}

export async function apiFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
    // One key for both tries below, so that a retry cannot do the work twice.
    request.headers.set('Idempotency-Key', randomKey());
  }
  // Signing in answers 401 for a wrong password, and a link has no session: no reason to refresh.
  const mayRefresh =
    !new URL(request.url).pathname.startsWith('/api/v1/auth/') &&
    !request.headers.has('Authorization');
  const hadToken = currentToken() !== null;
  let response = await send(request.clone());
  if (response.status === 401 && mayRefresh && hadToken) {
    if (await refreshSession()) response = await send(request);
    if (response.status === 401) endSession();
  }
  if (!response.ok && response.status !== 304) throw await ApiProblem.fromResponse(response);
  return response;
}
