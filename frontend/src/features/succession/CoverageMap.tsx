// Coverage on the tile grid of the United States, each jurisdiction with its region's holder.
import type { Coverage, CoverageRegion } from '../../gen';
import { TileGridMap } from '../../shared/charts/TileGridMap';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { TILE_STATES } from './states';

export function CoverageMap({ coverage }: { coverage: Coverage }) {
  const t = useT();
  const dates = useDates();
  const regions = new Map(coverage.regions.map((region) => [region.region_id, region]));
  const detail = (region: CoverageRegion | undefined) => {
    if (!region || region.seats.length === 0) return t('succession.map.no_seat');
    const words = region.seats.map((seat) => {
      const holder = seat.terms.find((term) => term.starts_on <= coverage.today);
      const coming = seat.terms[0];
      if (holder && seat.covered_until)
        return t('succession.map.until', {
          name: holder.person_name,
          until: dates.date(seat.covered_until),
        });
      if (coming) return t('succession.map.training', { name: coming.person_name });
      return t('succession.map.nobody');
    });
    return words.join('; ');
  };
  return (
    <TileGridMap
      title={t('succession.map.title')}
      summary={t('succession.map.summary', {
        covered: coverage.covered_seats,
        seats: coverage.seats,
        today: dates.date(coverage.today),
      })}
      tiles={coverage.jurisdictions.map((jurisdiction) => {
        const region = regions.get(jurisdiction.region_id);
        return {
          code: jurisdiction.code,
          name: jurisdiction.name,
          region: region?.name ?? '',
          state: region?.seats.length ? TILE_STATES[jurisdiction.state] : 'none',
          detail: detail(region),
        };
      })}
    />
  );
}
