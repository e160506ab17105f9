// The meeting that a motion is put to: one that is not cancelled.
import { useSuspenseQuery } from '@tanstack/react-query';
import { Select } from '../../shared/form/Select';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { meetingsQuery } from './queries';

export function MeetingField() {
  const t = useT();
  const dates = useDates();
  const meetings = useSuspenseQuery(meetingsQuery).data;
  const open = meetings.filter(({ state }) => state !== 'cancelled');
  return (
    <Select
      name="meeting_id"
      label={t('governance.decisions.meeting')}
      description={open.length === 0 && t('governance.decisions.no_meeting')}
      options={open.map(({ id, title, starts_at }) => ({
        value: id,
        label: t('governance.decisions.meeting_at', { title, time: dates.dateTime(starts_at) }),
      }))}
    />
  );
}
