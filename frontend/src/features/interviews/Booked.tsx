// The agreed time, in words: when, where, with whom, and until when it can be changed.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callOffInterview, getPublicInterviewCalendar } from '../../gen';
import { byLink } from '../../shared/auth/linkToken';
import { useIntl } from '../../shared/i18n/intl';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Facts } from '../../shared/ui/Facts';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { type BookingProps, ZoneChoice } from './ChooseTime';
import { saveCalendar } from './calendarFile';
import { InterviewBadge } from './states';
import { zoneName } from './times';
import { Where } from './Where';

export function Booked(props: BookingProps & { onMove: () => void }) {
  const { interview, token, zone, onZone, onChanged, onMove } = props;
  const t = useT();
  const intl = useIntl();
  const [asking, setAsking] = useState(false);
  const headers = byLink(token);
  const take = useMutation({
    mutationFn: async () => {
      const { data } = await getPublicInterviewCalendar({ headers, parseAs: 'text' });
      saveCalendar(data);
    },
  });
  const { time } = interview;
  if (!time) return null;
  const told = (at: string) =>
    intl.formatDate(at, {
      timeZone: zone,
      weekday: 'long',
      month: 'long',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
    });
  const booked = interview.state === 'booked';
  return (
    <>
      <PageHeader
        title={t(booked ? 'interviews.book.booked_title' : 'interviews.book.over_title')}
        lead={t('interviews.book.booked_lead', { title: interview.opening_title })}
        badge={!booked && <InterviewBadge state={interview.state} />}
      />
      <Stack gap="l">
        <Facts
          items={[
            {
              term: t('interviews.one.when'),
              value: <time dateTime={time.starts_at}>{told(time.starts_at)}</time>,
            },
            {
              term: t('interviews.book.zone_term'),
              value: zoneName(zone, intl.locale, time.starts_at),
            },
            {
              term: t('interviews.book.length'),
              value: t('interviews.minutes', { count: time.duration_minutes }),
            },
            { term: t('interviews.where'), value: <Where time={time} /> },
            { term: t('interviews.book.with'), value: interview.panel_names.join(', ') },
            ...(time.note ? [{ term: t('interviews.form.note'), value: time.note }] : []),
          ]}
        />
        {booked && (
          <>
            {take.error && <ErrorState error={take.error} />}
            <Stack row>
              <Button tone="primary" pending={take.isPending} onPress={() => take.mutate()}>
                {t('interviews.calendar')}
              </Button>
              {interview.may_change && (
                <>
                  <Button onPress={onMove}>{t('interviews.book.other')}</Button>
                  <Button tone="quiet" onPress={() => setAsking(true)}>
                    {t('interviews.cancel.act')}
                  </Button>
                </>
              )}
            </Stack>
            <p>
              {interview.may_change && interview.change_until
                ? t('interviews.book.until', { when: told(interview.change_until) })
                : t('interviews.book.too_late')}
            </p>
          </>
        )}
        <ZoneChoice zone={zone} at={time.starts_at} onZone={onZone} />
      </Stack>
      <ConfirmDialog
        open={asking}
        title={t('interviews.book.cancel_title', { when: told(time.starts_at) })}
        loses={
          <p>{t('interviews.book.cancel_means', { panel: interview.panel_names.join(', ') })}</p>
        }
        confirmLabel={t('interviews.cancel.act')}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          const { data } = await callOffInterview({ headers, body: { reason: '' } });
          onChanged(data);
        }}
      />
    </>
  );
}
