// Taking somebody out of a circle: nobody is told before it is published; of an open one the person is, by mail.

import { type CirclePlace, type CircleView, removeCirclePlace } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useT } from '../../shared/i18n/useT';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { menteesOf } from './circles';
import { useCirclesChanged } from './data';

interface RemoveDialogProps {
  place: CirclePlace;
  circle: CircleView;
  onClose: () => void;
}

export default function RemoveDialog({ place, circle, onClose }: RemoveDialogProps) {
  const t = useT();
  const changed = useCirclesChanged();
  const words = { name: place.person_name, circle: circle.name };
  const shrinks = place.role === 'mentee' && menteesOf(circle).length <= circle.size_least;
  return (
    <ConfirmDialog
      open
      title={t('circles.remove.title', words)}
      loses={
        <>
          <p>{t(`circles.remove.loses.${circle.state}`, words)}</p>
          {shrinks && <p>{t('circles.remove.shrinks', { least: circle.size_least })}</p>}
        </>
      }
      confirmLabel={t('circles.remove.action')}
      onClose={onClose}
      onConfirm={async () => {
        await removeCirclePlace({ path: { id: place.id }, headers: ifVersion(place) });
        notify({ tone: 'done', text: t('circles.remove.done', words) });
        await changed();
      }}
    />
  );
}
