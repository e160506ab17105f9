// Who is signed in, as this tab knows it: the access token stays in memory, the refresh cookie out of reach of scripts.
import { useSyncExternalStore } from 'react';
import { randomKey } from './key';
import { ApiProblem } from './problem';

export type SessionState = 'unknown' | 'signed_in' | 'signed_out';

// Says only that a refresh is worth trying; it grants nothing.
const HINT = 'perennial.session';
const LOCK = 'perennial.refresh';
let accessToken: string | null = null;
let state: SessionState = 'unknown';
let refreshing: Promise<boolean> | null = null;
const listeners = new Set<() => void>();
const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('perennial.session') : null;

tabs?.addEventListener('message', (event) => {
  if (event.data === 'signed_out') forget();
});

function remember(hint: boolean): void {
  try {
    if (hint) localStorage.setItem(HINT, '1');
    else localStorage.removeItem(HINT);
  } catch {
    // Without storage the session lasts as long as the page.
  }
}

function become(next: SessionState, token: string | null): void {
  accessToken = token;
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
}

function forget(): void {
  remember(false);
  become('signed_out', null);
}

export function beginSession(token: string): void {
  remember(true);
  become('signed_in', token);
}

export function endSession(): void {
  forget();
  tabs?.postMessage('signed_out');
}

export function currentToken(): string | null {
  return accessToken;
}

export function sessionState(): SessionState {
  return state;
}

// Tabs share one rotating cookie, so only one of them may spend it at a time.
function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request(LOCK, work) : work();
}

async function spendRefresh(): Promise<boolean> {
  let response: Response;
  try {
    response = await fetch('/api/v1/auth/refresh', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Idempotency-Key': randomKey(), Accept: 'application/json' },
    });
  } catch {
    throw new ApiProblem({}, 0);
  }
  if (response.ok) {
    const body = (await response.json()) as { access_token: string };
    beginSession(body.access_token);
    return true;
  }
  const problem = await ApiProblem.fromResponse(response);
  // Only a refusal ends the session; a server that is away does not sign anybody out.
  if (problem.passing) throw problem;
  forget();
  return false;
}

/** A new access token, asked for once however many requests wait for it. False: sign in again. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= alone(spendRefresh).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** Whether somebody is signed in, finding out if this is not known yet. */
export async function resumeSession(): Promise<boolean> {
  if (state !== 'unknown') return state === 'signed_in';
  let hint = true;
  try {
    hint = localStorage.getItem(HINT) === '1';
  } catch {
    // Storage refused: ask the server.
  }
  if (hint) return refreshSession();
  forget();
  return false;
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): SessionState {
  return useSyncExternalStore(onSessionChange, sessionState);
}
