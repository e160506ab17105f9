// The signed-in person, and what they may do; grants come from the server each time, never from the token.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useT } from '../i18n/useT';
import { type Me, meQuery } from './account';

/** The signed-in person; pages behind the sign-in always have one. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data.value;
}

/** Whether the person may do this. Public pages have no person, and may nothing. */
export function useCan(permission: string): boolean {
  const { data } = useQuery({ ...meQuery, enabled: false });
  return data?.value.permissions.includes(permission) ?? false;
}

/** Why a control is off, to show beside it, or undefined when it is on: controls are explained, not hidden. */
export function useDisabledReason(permission: string, reason?: string | false): string | undefined {
  const t = useT();
  const can = useCan(permission);
  if (!can) return t('auth.not_granted');
  return reason || undefined;
}
