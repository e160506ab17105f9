// The account's own calls: signing in and out, passwords, invitations, and who I am.
import { queryOptions } from '@tanstack/react-query';
import type {
  AcceptInvitationBody,
  AcceptInvitationData,
  Credentials,
  GetInvitationData,
  GetMeData,
  GrantView,
  InvitationView,
  MeView,
  RequestPasswordResetData,
  SetPasswordData,
  SignedIn,
  SignInData,
  SignOutData,
  UpdateMe,
  UpdateMeData,
} from '../../gen/types.gen';
import { versioned } from '../api/etag';
import { apiFetch } from '../api/fetch';
import { queryClient } from '../api/queryClient';
import { beginSession, endSession } from '../api/session';
import { byLink } from './linkToken';

export type Me = MeView;
export type Grant = Pick<GrantView, 'role' | 'scope_kind' | 'scope_id' | 'scope_name'>;

interface Operation {
  url: string;
  body?: unknown;
}

// The shell takes the generated types but not the generated calls: those grow with every endpoint.
async function send<Of extends Operation>(
  method: string,
  path: Of['url'],
  body: Of['body'],
  headers?: HeadersInit,
) {
  return apiFetch(path, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function begin(response: Response): Promise<void> {
  const tokens = (await response.json()) as SignedIn;
  queryClient.clear();
  beginSession(tokens.access_token);
}

export const signIn = async (credentials: Credentials) =>
  begin(await send<SignInData>('POST', '/api/v1/auth/sign-in', credentials));

export async function signOut(): Promise<void> {
  try {
    await send<SignOutData>('POST', '/api/v1/auth/sign-out', undefined);
  } finally {
    endSession();
  }
}

export const requestPasswordReset = (email: string) =>
  send<RequestPasswordResetData>('POST', '/api/v1/auth/password-resets', { email });

export const setPassword = (token: string, password: string) =>
  send<SetPasswordData>('POST', '/api/v1/auth/password', { password }, byLink(token));

const INVITATION: GetInvitationData['url'] = '/api/v1/auth/invitation';

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: async ({ signal }) => {
      const response = await apiFetch(INVITATION, {
        signal,
        headers: byLink(token),
      });
      return (await response.json()) as InvitationView;
    },
  });

/** Accepting signs the person in. */
export const acceptInvitation = async (token: string, acceptance: AcceptInvitationBody) =>
  begin(
    await send<AcceptInvitationData>(
      'POST',
      '/api/v1/auth/invitation/accept',
      acceptance,
      byLink(token),
    ),
  );

const ME: GetMeData['url'] = '/api/v1/me';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const response = await apiFetch(ME, { signal });
    return versioned({ data: (await response.json()) as Me, response });
  },
  staleTime: 60_000,
});

/** Changes my own record. The version is read anew: nobody else edits it, and a language switch needs no form. */
export async function updateMe(changes: UpdateMe) {
  const { etag } = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
  await send<UpdateMeData>('PATCH', ME, changes, {
    'Content-Type': 'application/merge-patch+json',
    'If-Match': etag,
  });
  await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
}
