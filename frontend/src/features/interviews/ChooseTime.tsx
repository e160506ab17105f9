// The free times by day, as large as a thumb. Whoever comes second is told, and finds the rest.
import { useId, useState } from 'react';
import {
  bookInterview,
  type OfferedTime,
  type PublicInterviewView,
  rebookInterview,
} from '../../gen';
import { ApiProblem } from '../../shared/api/problem';
import { byLink } from '../../shared/auth/linkToken';
import { useIntl } from '../../shared/i18n/intl';
import { timeZones } from '../../shared/i18n/timeZones';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import styles from './Booking.module.css';
import { byDay, zoneName } from './times';

export interface BookingProps {
  interview: PublicInterviewView;
  token: string;
  /** IANA. */
  zone: string;
  onZone: (zone: string) => void;
  onChanged: (now: PublicInterviewView) => void;
}

interface ChooseTimeProps extends BookingProps {
  /** Reads again what is free. */
  onRefresh: () => Promise<unknown>;
  /** Another time is chosen for a booked interview: the way back. */
  onBack?: () => void;
}

export function ChooseTime(props: ChooseTimeProps) {
  const { interview, token, zone, onZone, onChanged, onRefresh, onBack } = props;
  const t = useT();
  const intl = useIntl();
  const [chosen, setChosen] = useState<OfferedTime | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const time = (at: string) =>
    intl.formatDate(at, { timeZone: zone, hour: 'numeric', minute: '2-digit' });
  const day = (at: string) =>
    intl.formatDate(at, { timeZone: zone, weekday: 'long', month: 'long', day: 'numeric' });
  const when = (one: { starts_at: string }) => `${day(one.starts_at)}, ${time(one.starts_at)}`;
  const book = async (one: OfferedTime) => {
    const call = onBack ? rebookInterview : bookInterview;
    try {
      const body = { slot_id: one.slot_id, time_zone: zone };
      const { data } = await call({ headers: byLink(token), body });
      onChanged(data);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 409) throw error;
      setTaken(when(one));
      await onRefresh();
    }
  };
  const days = byDay(interview.free, zone);
  return (
    <>
      <PageHeader
        title={t(onBack ? 'interviews.book.move_title' : 'interviews.book.greeting', {
          name: interview.name,
        })}
        lead={t('interviews.book.lead', { title: interview.opening_title })}
        actions={onBack && <Button onPress={onBack}>{t('interviews.book.back')}</Button>}
      />
      <Stack gap="l">
        <p>
          {t('interviews.book.deadlines', {
            book: interview.book_until_hours,
            change: interview.change_until_hours,
          })}
        </p>
        <div>
          <ZoneChoice zone={zone} at={interview.free[0]?.starts_at} onZone={onZone} />
          <div role="alert">
            {taken && <p className={styles.taken}>{t('interviews.book.taken', { when: taken })}</p>}
          </div>
        </div>
        {days.length === 0 ? (
          <EmptyState title={t('interviews.book.none')} next={t('interviews.book.none_next')} />
        ) : (
          days.map(({ day: key, first, items }) => (
            <section key={key} aria-labelledby={`day-${key}`} className={styles.day}>
              <h2 id={`day-${key}`}>{day(first)}</h2>
              <ul className={styles.times}>
                {items.map((one) => (
                  <li key={one.slot_id}>
                    <button type="button" className={styles.time} onClick={() => setChosen(one)}>
                      <span className={styles.clock}>{time(one.starts_at)}</span>
                      <span className={styles.more}>
                        {t('interviews.minutes', { count: one.duration_minutes })}
                        {' · '}
                        {one.place ?? t('interviews.book.by_video')}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))
        )}
      </Stack>
      {chosen && (
        <ConfirmDialog
          open
          tone="primary"
          title={t('interviews.book.sure', { when: when(chosen) })}
          loses={
            <p>
              {t(onBack ? 'interviews.book.sure_move' : 'interviews.book.sure_means', {
                zone: zoneName(zone, intl.locale, chosen.starts_at),
                minutes: chosen.duration_minutes,
              })}
            </p>
          }
          confirmLabel={t(onBack ? 'interviews.book.move' : 'interviews.book.act')}
          onClose={() => setChosen(null)}
          onConfirm={() => book(chosen)}
        />
      )}
    </>
  );
}

interface ZoneChoiceProps {
  zone: string;
  /** A moment at which the zone's name is asked for: it changes with summer time. */
  at: string | undefined;
  onZone: (zone: string) => void;
}

export function ZoneChoice({ zone, at, onZone }: ZoneChoiceProps) {
  const t = useT();
  const intl = useIntl();
  const id = useId();
  return (
    <div className={styles.zone}>
      <label htmlFor={id}>{t('interviews.book.zone')}</label>
      <select id={id} value={zone} onChange={(event) => onZone(event.target.value)}>
        {timeZones(zone).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <p aria-live="polite">
        {t('interviews.book.zone_words', {
          zone: zoneName(zone, intl.locale, at ?? new Date()),
        })}
      </p>
    </div>
  );
}
