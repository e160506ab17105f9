// What a round is called, so that no two of a cycle are called the same.
import type { RoundView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';

type Named = Pick<RoundView, 'number' | 'region_name' | 'rematch_of_name' | 'created_at'>;

export function useRoundName() {
  const t = useT();
  const dates = useDates();
  return ({ number, region_name, rematch_of_name, created_at }: Named): string => {
    const when = dates.dateTime(created_at);
    return rematch_of_name === null
      ? t('matching.round.of', { number, where: region_name ?? t('matching.nation'), when })
      : t('matching.round.of_rematch', { number, name: rematch_of_name, when });
  };
}
