// A wall clock's time and the instant it stands for, in an IANA zone.
const MINUTE_MS = 60_000;

/** What the clocks of a zone show at an instant: `YYYY-MM-DDTHH:MM`. */
export function localOf(instant: string | number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The instant at which the clocks of a zone show a time. One that they leave out is an hour later; of two, one. */
export function instantOf(local: string, timeZone: string): string {
  const shown = Date.parse(`${local}Z`);
  let instant = shown;
  // The second look corrects the first where the clocks change in between.
  for (let look = 0; look < 2; look += 1) {
    instant += shown - Date.parse(`${localOf(instant, timeZone)}Z`);
  }
  return new Date(Math.round(instant / MINUTE_MS) * MINUTE_MS).toISOString();
}
