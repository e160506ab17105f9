// The days that a person may choose for a pause or for more time, as the program allows them.
import { addDays, addMonths, earlier } from '../../shared/i18n/days';

const LONGEST_PAUSE_DAYS = 180;

/** The last day a pause may name: half a year on, and never after the pairing's end. */
export const pauseUntilMost = (today: string, endsOn: string): string =>
  earlier(addDays(today, LONGEST_PAUSE_DAYS), endsOn);

/** The last day a pairing may be extended to: two years after it began. */
export const extendMost = (startedOn: string): string => addMonths(startedOn, 24);

const STEPS = [1, 3, 6] as const;

/** Ways to extend in one press: months on, as far as the two years allow. */
export function extensions(startedOn: string, endsOn: string) {
  const most = extendMost(startedOn);
  return STEPS.map((months) => ({ months, ends_on: addMonths(endsOn, months) })).filter(
    (way) => way.ends_on <= most,
  );
}
