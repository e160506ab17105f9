// Every seat as a line through the coming time: who holds it until when, and hatched where nobody does.
import type { Coverage, CoverageSeat, CoverageTerm } from '../../gen';
import { ChartFrame } from '../../shared/charts/ChartFrame';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { cx } from '../../shared/ui/classNames';
import { placeOf, quarters } from './days';
import styles from './SeatCalendar.module.css';
import { SeatBadge } from './states';

export function SeatCalendar({ coverage }: { coverage: Coverage }) {
  const t = useT();
  const dates = useDates();
  const { from, to } = coverage;
  const seats = coverage.regions.flatMap((region) => region.seats);
  const who = (term: CoverageTerm) =>
    t(
      term.state === 'in_training'
        ? 'succession.calendar.in_training'
        : 'succession.calendar.holder',
      { name: term.person_name, until: dates.date(term.ends_on) },
    );
  const holders = (seat: CoverageSeat) =>
    seat.terms.length > 0 ? seat.terms.map(who).join('; ') : t('succession.calendar.nobody');
  const place = (day: string) => `${placeOf(day, from, to) * 100}%`;
  const length = (term: CoverageTerm) =>
    `${(placeOf(term.ends_on, from, to) - placeOf(term.starts_on, from, to)) * 100}%`;
  return (
    <ChartFrame
      title={t('succession.calendar.title')}
      summary={t('succession.calendar.summary', {
        from: dates.date(from),
        to: dates.date(to),
        days: coverage.uncovered_days,
      })}
      table={{
        wordy: true,
        headers: [
          t('succession.seat_name'),
          t('succession.state'),
          t('succession.calendar.who'),
          t('succession.uncovered_days'),
        ],
        rows: seats.map((seat) => [
          `${seat.region_name}: ${seat.seat_name}`,
          t(`succession.seat.${seat.state}`),
          holders(seat),
          t('succession.days', { count: seat.uncovered_days }),
        ]),
      }}
    >
      <div className={styles.calendar}>
        <div className={styles.scale} aria-hidden="true">
          {quarters(from, to).map((mark) => (
            <span key={mark} style={{ insetInlineStart: place(mark) }}>
              {dates.month(mark)}
            </span>
          ))}
        </div>
        <ul className={styles.seats}>
          {seats.map((seat) => (
            <li key={seat.seat_id} className={styles.seat}>
              <div className={styles.name}>
                <span className={styles.region}>{seat.region_name}</span>
                <SeatBadge state={seat.state} />
                <span className={styles.holders}>{holders(seat)}</span>
              </div>
              <div className={styles.line} aria-hidden="true">
                {quarters(from, to).map((mark) => (
                  <span
                    key={mark}
                    className={styles.mark}
                    style={{ insetInlineStart: place(mark) }}
                  />
                ))}
                {seat.terms.map((term) => (
                  <span
                    key={term.term_id}
                    className={cx(
                      styles.term,
                      term.state === 'in_training' && styles.training,
                      seat.state === 'ending_soon' && styles.ending,
                    )}
                    style={{ insetInlineStart: place(term.starts_on), width: length(term) }}
                    title={who(term)}
                  />
                ))}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </ChartFrame>
  );
}
