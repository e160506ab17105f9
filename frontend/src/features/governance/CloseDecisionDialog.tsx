// Closes a decision: by the votes that were cast one by one, or by the hands shown in the meeting.
import { closeDecision, type DecisionDetail, type TaskForceMeetingDetail } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { governanceChanged } from './queries';
import { CHOICES } from './voting';

const RANGE = 'governance.decisions.hands_range';
const hands = () =>
  z.string().check(
    z.trim(),
    z.refine((text) => /^\d{1,3}$/.test(text) && Number(text) <= 200, RANGE),
  );
const byHands = z.object({ yes: hands(), no: hands(), abstain: hands() });

interface CloseDecisionDialogProps {
  decision: DecisionDetail;
  meeting: TaskForceMeetingDetail | undefined;
  onClose: () => void;
}

export default function CloseDecisionDialog(props: CloseDecisionDialogProps) {
  const { decision, meeting, onClose } = props;
  const t = useT();
  // In a meeting where nobody voted one by one hands were shown; only of those who were there.
  const shown = meeting !== undefined && decision.votes_cast === 0;
  const unrecorded = shown && meeting.state !== 'held';
  const form = useAppForm({
    schema: byHands,
    defaults: shown ? { yes: '', no: '', abstain: '' } : { yes: '0', no: '0', abstain: '0' },
    submit: async ({ yes, no, abstain }) => {
      const counted = { yes: Number(yes), no: Number(no), abstain: Number(abstain) };
      const { data } = await closeDecision({
        path: { id: decision.id },
        body: { show_of_hands: shown ? counted : null },
      });
      await governanceChanged();
      const state = t(`governance.decisions.state.${data.state}`);
      notify({
        tone: 'done',
        text: t('governance.decisions.close_done', { number: data.number, state }),
      });
      onClose();
    },
  });
  const title = t('governance.decisions.close_title', { number: decision.number });
  if (unrecorded)
    return (
      <Dialog open title={title} onClose={onClose}>
        <p>{t('governance.decisions.close_unrecorded')}</p>
        <p>
          <AppLink to="/task-force/meetings/$meeting_id" params={{ meeting_id: meeting.id }}>
            {t('governance.decisions.to_attendance')}
          </AppLink>
        </p>
        <DialogActions>
          <Button onPress={onClose}>{t('action.close')}</Button>
        </DialogActions>
      </Dialog>
    );
  return (
    <Dialog alert open title={title} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('governance.decisions.close')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>
          {shown
            ? t('governance.decisions.close_hands', { present: meeting.present_voting ?? 0 })
            : t('governance.decisions.close_votes', { count: decision.votes_cast })}
        </p>
        {shown &&
          CHOICES.map((choice) => (
            <TextField
              key={choice}
              name={choice}
              inputMode="numeric"
              label={t(`governance.votes.${choice}`)}
            />
          ))}
      </AppForm>
    </Dialog>
  );
}
