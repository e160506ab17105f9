// Leaving a circle that one has joined.

import { type CircleView, leaveCircle } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { useCirclesChanged } from './data';

export default function LeaveCircleDialog(props: { circle: CircleView; onClose: () => void }) {
  const { circle, onClose } = props;
  const t = useT();
  const changed = useCirclesChanged();
  const words = { circle: circle.name };
  return (
    <ConfirmDialog
      open
      title={t('circles.leave.title', words)}
      loses={<p>{t('circles.leave.loses')}</p>}
      confirmLabel={t('circles.leave.action')}
      onClose={onClose}
      onConfirm={async () => {
        await leaveCircle({ path: { id: circle.my_place_id ?? '' } });
        notify({ tone: 'done', text: t('circles.leave.done', words) });
        await changed();
      }}
    />
  );
}
