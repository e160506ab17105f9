// Calendar days as `YYYY-MM-DD`: today where the person is, days and months further on.
const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` in the person's zone. */
export function todayIn(timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date());
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The same day of a later month, or that month's last. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)));
  return moved.toISOString().slice(0, 10);
}

export const earlier = (one: string, other: string): string => (one < other ? one : other);

const LONGEST_PAUSE_DAYS = 180;

/** The last day a pause may name: half a year on, and never after the pairing's end. */
export const pauseUntilMost = (today: string, endsOn: string): string =>
  earlier(addDays(today, LONGEST_PAUSE_DAYS), endsOn);

/** The last day a pairing may be extended to: two years after it began. */
export const extendMost = (startedOn: string): string => addMonths(startedOn, 24);

const STEPS = [1, 3, 6] as const;

/** Ways to extend in one press: months on, as far as the two years allow. */
export function extensions(startedOn: string, endsOn: string) {
  const most = extendMost(startedOn);
  return STEPS.map((months) => ({ months, ends_on: addMonths(endsOn, months) })).filter(
    (way) => way.ends_on <= most,
  );
}
