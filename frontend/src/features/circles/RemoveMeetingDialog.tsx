// Removing a meeting that one logged oneself: with its note, for everybody.

import { type CircleMeeting, removeCircleMeeting } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { useCirclesChanged } from './data';

interface RemoveMeetingDialogProps {
  meeting: CircleMeeting;
  onClose: () => void;
}

export default function RemoveMeetingDialog({ meeting, onClose }: RemoveMeetingDialogProps) {
  const t = useT();
  const dates = useDates();
  const changed = useCirclesChanged();
  return (
    <ConfirmDialog
      open
      title={t('circles.meeting.remove_title', { day: dates.date(meeting.held_on) })}
      loses={<p>{t('circles.meeting.remove_loses')}</p>}
      confirmLabel={t('circles.meeting.remove')}
      onClose={onClose}
      onConfirm={async () => {
        await removeCircleMeeting({ path: { id: meeting.id }, headers: ifVersion(meeting) });
        notify({ tone: 'done', text: t('circles.meeting.done.removed') });
        await changed();
      }}
    />
  );
}
