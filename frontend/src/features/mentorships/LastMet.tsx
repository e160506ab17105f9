// When two last met, and a word of attention when that is long ago.

import type { PairingView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { daysBetween, todayIn } from './days';

/** A first meeting is due within a fortnight, the next within a month and a half. */
const FIRST_DAYS = 14;
const NEXT_DAYS = 45;

export function LastMet({ pairing }: { pairing: PairingView }) {
  const t = useT();
  const dates = useDates();
  const today = todayIn(dates.timeZone);
  const since = pairing.last_met_on ?? pairing.started_on;
  const late =
    pairing.state === 'active' &&
    daysBetween(since, today) > (pairing.last_met_on ? NEXT_DAYS : FIRST_DAYS);
  return (
    <>
      {pairing.last_met_on ? dates.date(pairing.last_met_on) : t('mentorships.never_met')}
      {late && (
        <>
          {' '}
          <Badge tone="attention">
            {t('mentorships.silent', { days: daysBetween(since, today) })}
          </Badge>
        </>
      )}
    </>
  );
}
