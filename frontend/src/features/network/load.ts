// What a seat carries: the figures of a region divided by its seats, and in which of four bands of the network that is.
import type { RegionView } from '../../gen';

export const MEASURES = ['institutions', 'staff'] as const;
export type Measure = (typeof MEASURES)[number];
/** From the lightest to the heaviest. */
export type Band = 1 | 2 | 3 | 4;

export interface RegionLoad {
  region: RegionView;
  /** Per seat; null while the region has none. */
  perSeat: number | null;
  /** What one seat would carry: the whole region while it has none. */
  carried: number;
  band: Band;
}

/** Bands of equal width up to the heaviest, so that a region twice as dark carries about twice as much. */
export function loads(regions: readonly RegionView[], measure: Measure): RegionLoad[] {
  const carried = (region: RegionView) => region[measure] / Math.max(1, region.seats);
  const most = Math.max(0, ...regions.map(carried));
  return regions.map((region) => {
    const share = most === 0 ? 0 : carried(region) / most;
    return {
      region,
      perSeat: region.seats === 0 ? null : carried(region),
      carried: carried(region),
      band: Math.min(4, Math.floor(share * 4) + 1) as Band,
    };
  });
}
