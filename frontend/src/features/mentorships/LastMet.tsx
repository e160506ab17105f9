// When two last met, and a word of attention when that is long ago.

import type { PairingView } from '../../gen';
import { daysBetween, todayIn } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { useRules } from './rules';

export function LastMet({ pairing }: { pairing: PairingView }) {
  const t = useT();
  const dates = useDates();
  const today = todayIn(dates.timeZone);
  const since = pairing.last_met_on ?? pairing.started_on;
  const rules = useRules();
  const allowed = pairing.last_met_on ? rules?.meeting_days : rules?.first_contact_days;
  const late =
    pairing.state === 'active' && allowed !== undefined && daysBetween(since, today) > allowed;
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
