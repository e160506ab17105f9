// The account's own calls: signing in and out, passwords, invitations, and who I am.
import { queryOptions } from '@tanstack/react-query';
import { versioned } from '../api/etag';
import { apiFetch } from '../api/fetch';
import { queryClient } from '../api/queryClient';
import { beginSession, endSession } from '../api/session';
import { byLink } from './linkToken';

export interface Grant {
  role: string;
  scope_kind: string;
  scope_id: string | null;
  scope_name: string | null;
}
export interface Me {
  id: string;
  name: string;
  email: string;
  time_zone: string;
  locale: string;
  grants: Grant[];
  permissions: string[];
}
interface Tokens {
  access_token: string;
}

async function send(method: string, path: string, body?: unknown, headers?: HeadersInit) {
  return apiFetch(path, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function begin(response: Response): Promise<void> {
  const tokens = (await response.json()) as Tokens;
  queryClient.clear();
  beginSession(tokens.access_token);
}

export const signIn = async (credentials: { email: string; password: string }) =>
  begin(await send('POST', '/api/v1/auth/sign-in', credentials));

export async function signOut(): Promise<void> {
  try {
    await send('POST', '/api/v1/auth/sign-out');
  } finally {
    endSession();
  }
}

export const requestPasswordReset = (email: string) =>
  send('POST', '/api/v1/auth/password-resets', { email });

export const setPassword = (token: string, password: string) =>
  send('POST', '/api/v1/auth/password', { password }, byLink(token));

export interface Invitation {
  name: string;
  email: string;
}

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: async ({ signal }) => {
      const response = await apiFetch('/api/v1/auth/invitation', {
        signal,
        headers: byLink(token),
      });
      return (await response.json()) as Invitation;
    },
  });

/** Accepting signs the person in. */
export const acceptInvitation = async (
  token: string,
  acceptance: { name: string; password: string },
) => begin(await send('POST', '/api/v1/auth/invitation/accept', acceptance, byLink(token)));

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const response = await apiFetch('/api/v1/me', { signal });
    return versioned({ data: (await response.json()) as Me, response });
  },
  staleTime: 60_000,
});

/** Changes my own record. The version is read anew: nobody else edits it, and a language switch needs no form. */
export async function updateMe(changes: Partial<Pick<Me, 'name' | 'time_zone' | 'locale'>>) {
  const { etag } = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
  await send('PATCH', '/api/v1/me', changes, {
    'Content-Type': 'application/merge-patch+json',
    'If-Match': etag,
  });
  await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
}
