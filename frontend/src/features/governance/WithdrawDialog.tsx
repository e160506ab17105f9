// Takes a motion back, with the reason that stays beside it.
import { type DecisionDetail, withdrawDecision } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { governanceChanged } from './queries';

const schema = z.object({ reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(1000)) });

interface WithdrawDialogProps {
  decision: DecisionDetail;
  onClose: () => void;
}

export default function WithdrawDialog({ decision, onClose }: WithdrawDialogProps) {
  const t = useT();
  const { number } = decision;
  const form = useAppForm({
    schema,
    defaults: { reason: '' },
    submit: async (body) => {
      await withdrawDecision({ path: { id: decision.id }, body });
      await governanceChanged();
      notify({ tone: 'done', text: t('governance.decisions.withdraw_done', { number }) });
      onClose();
    },
  });
  return (
    <Dialog
      alert
      open
      title={t('governance.decisions.withdraw_title', { number })}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t('governance.decisions.withdraw')}
        secondary={<Button onPress={onClose}>{t('action.keep')}</Button>}
      >
        <p>{t('governance.decisions.withdraw_means')}</p>
        <TextArea
          name="reason"
          rows={3}
          label={t('governance.decisions.reason')}
          description={t('governance.decisions.reason_help')}
        />
      </AppForm>
    </Dialog>
  );
}
