// Where days lie on a scale, in UTC so that no zone moves a date.
/** Where a day lies between two others, from 0 to 1. */
export function placeOf(day: string, from: string, to: string): number {
  const [at, first, last] = [Date.parse(day), Date.parse(from), Date.parse(to)];
  return last > first ? Math.min(1, Math.max(0, (at - first) / (last - first))) : 0;
}

/** The firsts of every third month within the days, for the marks of a scale. */
export function quarters(from: string, to: string): string[] {
  const marks: string[] = [];
  const start = new Date(from);
  let month = Math.ceil((start.getUTCMonth() + 1) / 3) * 3;
  for (;;) {
    const mark = new Date(Date.UTC(start.getUTCFullYear(), month, 1)).toISOString().slice(0, 10);
    if (mark >= to) return marks;
    marks.push(mark);
    month += 3;
  }
}
