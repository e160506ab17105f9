// The zones offered: those of the United States and its territories first, then every other the browser knows.
import type { Option } from '../form/Select';

const AT_HOME = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
  'Pacific/Guam',
  'Pacific/Pago_Pago',
];

/** Always contains the person's current zone, even one the browser has not heard of. */
export function timeZones(current: string): Option[] {
  const all = new Set([current, ...AT_HOME, ...Intl.supportedValuesOf('timeZone')]);
  return [...all].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
