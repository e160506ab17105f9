// The slots by day, in the reader's zone. A free one is changed or removed here; a held one by its interview.
import { useState } from 'react';
import { deleteInterviewSlot, type InterviewSlotView, type OpeningDetail } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useIntl } from '../../shared/i18n/intl';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { recruitmentChanged } from '../recruitment/queries';
import styles from './Agenda.module.css';
import { SlotDialog } from './SlotDialog';
import { InterviewBadge } from './states';
import { byDay } from './times';
import { Where } from './Where';

interface AgendaProps {
  opening: OpeningDetail;
  slots: InterviewSlotView[];
}

export function Agenda({ opening, slots }: AgendaProps) {
  const t = useT();
  const dates = useDates();
  const [edited, setEdited] = useState<InterviewSlotView | null>(null);
  const [removed, setRemoved] = useState<InterviewSlotView | null>(null);
  const when = (slot: InterviewSlotView) =>
    `${dates.weekday(slot.starts_at)}, ${dates.time(slot.starts_at)}`;
  if (slots.length === 0)
    return <EmptyState title={t('interviews.agenda_empty')} next={t('interviews.empty_next')} />;
  return (
    <Stack gap="l">
      {byDay(slots, dates.timeZone).map(({ day, first, items }) => (
        <Stack key={day} gap="s">
          <h3>{dates.weekday(first)}</h3>
          <DataTable
            caption={t('interviews.agenda_of', { day: dates.weekday(first) })}
            captionHidden
            rows={items}
            rowKey={(slot) => slot.id}
            columns={[
              { id: 'time', header: t('interviews.time'), cell: (slot) => <Span slot={slot} /> },
              {
                id: 'holder',
                header: t('interviews.applicant'),
                cell: (slot) => <Holder slot={slot} />,
              },
              {
                id: 'panel',
                header: t('interviews.panel'),
                cell: (slot) => slot.panel.map(({ name }) => name).join(', '),
              },
              { id: 'where', header: t('interviews.where'), cell: (slot) => <Where time={slot} /> },
              {
                id: 'acts',
                header: t('interviews.acts'),
                cell: (slot) =>
                  slot.holder ? (
                    slot.holder.state === 'booked' && t('interviews.slot.by_interview')
                  ) : (
                    <Stack row gap="s">
                      <Button
                        small
                        labelSuffix={` ${when(slot)}`}
                        disabledReason={
                          Date.parse(slot.starts_at) > Date.now()
                            ? undefined
                            : t('interviews.slot.over')
                        }
                        onPress={() => setEdited(slot)}
                      >
                        {t('interviews.slot.change')}
                      </Button>
                      <Button
                        small
                        tone="quiet"
                        labelSuffix={` ${when(slot)}`}
                        onPress={() => setRemoved(slot)}
                      >
                        {t('interviews.slot.remove')}
                      </Button>
                    </Stack>
                  ),
              },
            ]}
            empty={null}
          />
        </Stack>
      ))}
      {edited && <SlotDialog opening={opening} slot={edited} onClose={() => setEdited(null)} />}
      {removed && (
        <ConfirmDialog
          open
          title={t('interviews.slot.remove_title', { when: when(removed) })}
          loses={<p>{t('interviews.slot.remove_means')}</p>}
          confirmLabel={t('interviews.slot.remove')}
          onClose={() => setRemoved(null)}
          onConfirm={async () => {
            await deleteInterviewSlot({ path: { id: removed.id }, headers: ifVersion(removed) });
            await recruitmentChanged();
            notify({ tone: 'done', text: t('interviews.slot.removed', { when: when(removed) }) });
          }}
        />
      )}
    </Stack>
  );
}

function Span({ slot }: { slot: InterviewSlotView }) {
  const t = useT();
  const dates = useDates();
  const intl = useIntl();
  const agreed = intl.formatDate(slot.starts_at, {
    timeZone: slot.time_zone,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return (
    <Stack gap="s">
      <time dateTime={slot.starts_at}>
        {t('interviews.from_to', {
          from: dates.time(slot.starts_at),
          to: dates.time(slot.ends_at),
        })}
      </time>
      {slot.time_zone !== dates.timeZone && (
        <span className={styles.soft}>{t('interviews.as_offered', { time: agreed })}</span>
      )}
    </Stack>
  );
}

function Holder({ slot }: { slot: InterviewSlotView }) {
  const t = useT();
  if (!slot.holder) return <Badge>{t('interviews.slot.free')}</Badge>;
  return (
    <Stack row gap="s">
      <AppLink to="/interviews/$interview_id" params={{ interview_id: slot.holder.interview_id }}>
        {slot.holder.applicant_name}
      </AppLink>
      <InterviewBadge state={slot.holder.state} />
    </Stack>
  );
}
