// Moments and what the clocks of a zone show at them, both ways.

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
function ahead(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(moment / 1000) * 1000;
}

/** What the clocks of a zone show at a moment: `2027-03-09T14:00`. */
export const shownIn = (moment: string, timeZone: string): string => {
  const at = Date.parse(moment);
  return new Date(at + ahead(at, timeZone)).toISOString().slice(0, 16);
};

/** The moment at which the clocks of a zone show this. */
export function momentOf(local: string, timeZone: string): string {
  const wanted = Date.parse(`${local.slice(0, 16)}:00Z`);
  // The second look is for a guess on the other side of a change of the clocks.
  const guess = wanted - ahead(wanted, timeZone);
  return new Date(wanted - ahead(guess, timeZone)).toISOString();
}
