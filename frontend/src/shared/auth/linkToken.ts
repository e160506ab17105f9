// The token of a mailed link. It stands after the # of the address, which no server ever sees, and goes to the API as a header.
import { useLocation } from '@tanstack/react-router';

/** The token, or null when the link was cut short. */
export function useLinkToken(): string | null {
  const { hash } = useLocation();
  return hash.length >= 20 ? hash : null;
}

/** Lets a request speak for the holder of the link instead of the signed-in person. */
export function byLink(token: string): { Authorization: string } {
  return { Authorization: `Link ${token}` };
}
