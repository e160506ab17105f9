import { describe, expect, it } from 'vitest';
import { cellState, HOURS, hoursOf, PARTS, spansOf, toggled } from './availability';

describe('hours of a week', () => {
  it('come back as few spans, cut at midnight', () => {
    const said = [
      { weekday: 'monday', from_hour: 22, to_hour: 24 },
      { weekday: 'tuesday', from_hour: 0, to_hour: 1 },
      { weekday: 'monday', from_hour: 9, to_hour: 11 },
      { weekday: 'monday', from_hour: 11, to_hour: 12 },
    ] as const;
    expect(hoursOf(said).size).toBe(6);
    expect(spansOf(hoursOf(said))).toEqual([
      { weekday: 'monday', from_hour: 9, to_hour: 12 },
      { weekday: 'monday', from_hour: 22, to_hour: 24 },
      { weekday: 'tuesday', from_hour: 0, to_hour: 1 },
    ]);
    expect(spansOf(new Set())).toEqual([]);
  });

  it('are taken and given back by the cell, and a cell that is free in part is taken whole', () => {
    const [early, morning] = PARTS;
    if (!early || !morning) throw new Error('There are parts of a day.');
    const some = hoursOf([{ weekday: 'sunday', from_hour: 10, to_hour: 11 }]);
    expect(cellState(some, 6, morning)).toBe('some');
    expect(cellState(some, 6, early)).toBe('none');
    const all = toggled(some, 6, morning);
    expect(cellState(all, 6, morning)).toBe('all');
    expect(spansOf(all)).toEqual([{ weekday: 'sunday', from_hour: 9, to_hour: 12 }]);
    expect(toggled(all, 6, morning).size).toBe(0);
    expect(some.size).toBe(1);
  });

  it('have every hour of the day and parts that do not overlap', () => {
    expect(HOURS).toHaveLength(24);
    const hours = PARTS.flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, at) => from + at),
    );
    expect(new Set(hours).size).toBe(hours.length);
  });
});
