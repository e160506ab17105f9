// Times of day and days as they fall in a zone: which moments share a day there, and what the zone is called.
export interface Day<Item> {
  /** The calendar date in the zone, `YYYY-MM-DD`. */
  day: string;
  /** The first moment of it that was asked about. */
  first: string;
  items: Item[];
}

/** The calendar date of a moment in a zone. */
export function dayIn(moment: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(moment));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** Items by the days on which they start in a zone, in the order they come. */
export function byDay<Item extends { starts_at: string }>(
  items: readonly Item[],
  timeZone: string,
): Day<Item>[] {
  const days: Day<Item>[] = [];
  for (const item of items) {
    const day = dayIn(item.starts_at, timeZone);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, first: item.starts_at, items: [item] });
  }
  return days;
}

/** What a zone is called at a moment, such as `Mountain Standard Time`. */
export function zoneName(timeZone: string, locale: string, at: string | Date): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'long' }).formatToParts(
    new Date(at),
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
