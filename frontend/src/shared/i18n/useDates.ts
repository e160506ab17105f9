// Times as the person reads them: every instant in their own IANA zone, plain dates untouched by any zone.
import { useMemo } from 'react';
import { daysBetween } from './days';
import { useIntl } from './intl';
import { useTimeZone } from './timeZone';

export function useDates() {
  const intl = useIntl();
  const timeZone = useTimeZone();
  return useMemo(() => {
    const instant = (value: string, options: Intl.DateTimeFormatOptions) =>
      intl.formatDate(value, { timeZone, ...options });
    return {
      timeZone,
      /** A calendar date such as `2026-03-01`: the same day everywhere. */
      date: (value: string) => intl.formatDate(value, { timeZone: 'UTC', dateStyle: 'medium' }),
      day: (value: string) => instant(value, { dateStyle: 'medium' }),
      weekday: (value: string) =>
        instant(value, { weekday: 'long', day: 'numeric', month: 'long' }),
      time: (value: string) => instant(value, { timeStyle: 'short' }),
      dateTime: (value: string) =>
        instant(value, {
          day: 'numeric',
          month: 'short',
          year: 'numeric',
          hour: 'numeric',
          minute: '2-digit',
          timeZoneName: 'short',
        }),
      /** How far a calendar date is from another, in words: 'tomorrow', 'in 12 days', '3 days ago'. */
      until: (value: string, today: string) => {
        return intl.formatRelativeTime(daysBetween(today, value), 'day', { numeric: 'auto' });
      },
      month: (value: string) =>
        intl.formatDate(value, { timeZone: 'UTC', month: 'short', year: 'numeric' }),
    };
  }, [intl, timeZone]);
}
