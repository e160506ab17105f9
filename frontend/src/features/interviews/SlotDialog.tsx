// One slot: offered, or changed while nobody holds it.
import {
  createInterviewSlot,
  type InterviewSlotView,
  type OpeningDetail,
  updateInterviewSlot,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { LocalTimeField } from '../../shared/form/LocalTimeField';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { recruitmentChanged } from '../recruitment/queries';
import { common, commonBody, SlotFields, somewhere } from './SlotFields';

const schema = z
  .object({ starts_at_local: z.string().check(z.minLength(1)), ...common })
  .check(z.refine(somewhere, { path: ['link'], error: 'interviews.form.where_needed' }));

interface SlotDialogProps {
  opening: OpeningDetail;
  /** The one to change; without it a new one is offered. */
  slot?: InterviewSlotView;
  onClose: () => void;
}

export function SlotDialog({ opening, slot, onClose }: SlotDialogProps) {
  const t = useT();
  const { timeZone } = useDates();
  const zone = slot?.time_zone ?? timeZone;
  const form = useAppForm({
    schema,
    defaults: {
      starts_at_local: slot?.starts_at_local.slice(0, 16) ?? '',
      time_zone: zone,
      duration_minutes: String(slot?.duration_minutes ?? 30),
      link: slot?.link ?? '',
      place: slot?.place ?? '',
      note: slot?.note ?? '',
      panel_ids: slot?.panel.map(({ person_id }) => person_id) ?? [],
    },
    submit: async (values) => {
      const body = { starts_at_local: values.starts_at_local, ...commonBody(values) };
      if (slot)
        await updateInterviewSlot({ path: { id: slot.id }, headers: ifVersion(slot), body });
      else await createInterviewSlot({ path: { id: opening.id }, body });
      await recruitmentChanged();
      notify({ tone: 'done', text: t('interviews.slot.saved') });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t(slot ? 'interviews.slot.change_title' : 'interviews.slot.add')}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t(slot ? 'action.save' : 'interviews.slot.offer')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <LocalTimeField name="starts_at_local" label={t('interviews.form.starts')} />
        <SlotFields opening={opening} zone={zone} {...(slot ? { seated: slot.panel } : {})} />
      </AppForm>
    </Dialog>
  );
}
