// The IANA zone in which times are shown: the person's, else the browser's.
import { createContext, useContext } from 'react';

export const browserTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
export const TimeZoneContext = createContext<string | null>(null);

export function useTimeZone(): string {
  return useContext(TimeZoneContext) ?? browserTimeZone();
}
