// Moves a booked interview to another free slot, after saying who is told.
import { type InterviewSlotView, type InterviewView, rescheduleInterview } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { recruitmentChanged } from '../recruitment/queries';

const schema = z.object({ slot_id: z.string().check(z.minLength(1)) });

interface MoveDialogProps {
  interview: InterviewView;
  slots: InterviewSlotView[];
  onClose: () => void;
}

export function MoveDialog({ interview, slots, onClose }: MoveDialogProps) {
  const t = useT();
  const dates = useDates();
  const name = interview.applicant_name;
  const free = slots.filter(
    ({ holder, starts_at }) => !holder && Date.parse(starts_at) > Date.now(),
  );
  const form = useAppForm({
    schema,
    defaults: { slot_id: '' },
    submit: async (body) => {
      await rescheduleInterview({ path: { id: interview.id }, body });
      await recruitmentChanged();
      notify({ tone: 'done', text: t('interviews.move.done', { name }) });
      onClose();
    },
  });
  return (
    <Dialog open title={t('interviews.move.title', { name })} onClose={onClose}>
      {free.length === 0 ? (
        <Stack>
          <EmptyState title={t('interviews.move.none')} next={t('interviews.move.none_next')} />
          <DialogActions>
            <Button onPress={onClose}>{t('action.close')}</Button>
          </DialogActions>
        </Stack>
      ) : (
        <AppForm
          form={form}
          submitLabel={t('interviews.move.act')}
          secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
        >
          <p>
            {t('interviews.move.means', {
              name,
              panel: interview.panel.map((who) => who.name).join(', '),
            })}
          </p>
          <Select
            name="slot_id"
            label={t('interviews.move.to')}
            options={free.map((slot) => ({
              value: slot.id,
              label: `${dates.dateTime(slot.starts_at)} · ${slot.panel.map((who) => who.name).join(', ')}`,
            }))}
          />
        </AppForm>
      )}
    </Dialog>
  );
}
