// The hours of a week as a form holds them: 168 of them, Monday from midnight to one first; the API says them as spans.
import type { WeeklyHours } from '../../gen';

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** What a cell of the grid stands for: `[from, to)` of a day. */
export interface Part {
  from: number;
  to: number;
}

/** Parts of a day in which people meet; who meets at night says it by the hour. */
export const PARTS: readonly Part[] = [
  { from: 7, to: 9 },
  { from: 9, to: 12 },
  { from: 12, to: 14 },
  { from: 14, to: 17 },
  { from: 17, to: 19 },
  { from: 19, to: 22 },
];
export const HOURS: readonly Part[] = Array.from({ length: 24 }, (_, from) => ({
  from,
  to: from + 1,
}));

export function hoursOf(spans: readonly WeeklyHours[]): ReadonlySet<number> {
  const hours = new Set<number>();
  for (const { weekday, from_hour, to_hour } of spans) {
    const day = WEEKDAYS.indexOf(weekday) * 24;
    for (let hour = from_hour; hour < to_hour; hour += 1) hours.add(day + hour);
  }
  return hours;
}

/** As few spans as say it. */
export function spansOf(hours: ReadonlySet<number>): WeeklyHours[] {
  const spans: WeeklyHours[] = [];
  WEEKDAYS.forEach((weekday, day) => {
    for (let hour = 0; hour < 24; hour += 1) {
      if (!hours.has(day * 24 + hour)) continue;
      const last = spans.at(-1);
      if (last?.weekday === weekday && last.to_hour === hour) last.to_hour = hour + 1;
      else spans.push({ weekday, from_hour: hour, to_hour: hour + 1 });
    }
  });
  return spans;
}

const within = (day: number, { from, to }: Part) =>
  Array.from({ length: to - from }, (_, at) => day * 24 + from + at);

/** Whether a cell is free in all of its hours, in some, or in none. */
export function cellState(hours: ReadonlySet<number>, day: number, part: Part) {
  const free = within(day, part).filter((hour) => hours.has(hour)).length;
  if (free === 0) return 'none';
  return free === part.to - part.from ? 'all' : 'some';
}

/** A cell that is free in part or not at all becomes free; one that is free does not stay so. */
export function toggled(hours: ReadonlySet<number>, day: number, part: Part): Set<number> {
  const next = new Set(hours);
  const on = cellState(hours, day, part) !== 'all';
  for (const hour of within(day, part)) {
    if (on) next.add(hour);
    else next.delete(hour);
  }
  return next;
}
