// Puts a motion to another meeting than before.
import { type DecisionDetail, updateDecision } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { MeetingField } from './MeetingField';
import { governanceChanged } from './queries';

const schema = z.object({ meeting_id: z.string().check(z.minLength(1)) });

interface OtherMeetingDialogProps {
  decision: DecisionDetail;
  onClose: () => void;
}

export default function OtherMeetingDialog({ decision, onClose }: OtherMeetingDialogProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: { meeting_id: decision.meeting_id ?? '' },
    submit: async (body) => {
      const { data } = await updateDecision({
        path: { id: decision.id },
        headers: ifVersion(decision),
        body,
      });
      await governanceChanged();
      const title = data.meeting_title;
      notify({ tone: 'done', text: t('governance.decisions.put_to', { title }) });
      onClose();
    },
  });
  return (
    <Dialog open title={t('governance.decisions.other_meeting')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <MeetingField />
      </AppForm>
    </Dialog>
  );
}
