// Invites somebody by mail: what the letter says, and that it goes out.
import { inviteStakeholder, type StakeholderView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { governanceChanged } from './queries';

const schema = z.object({ message: z.string().check(z.trim(), z.minLength(1), z.maxLength(4000)) });

interface InviteStakeholderDialogProps {
  stakeholder: StakeholderView;
  onClose: () => void;
}

export default function InviteStakeholderDialog(props: InviteStakeholderDialogProps) {
  const { stakeholder, onClose } = props;
  const t = useT();
  const { name, email } = stakeholder;
  const form = useAppForm({
    schema,
    defaults: { message: '' },
    submit: async (body) => {
      await inviteStakeholder({ path: { id: stakeholder.id }, body });
      await governanceChanged();
      notify({ tone: 'done', text: t('governance.stakeholders.invite_done', { name, email }) });
      onClose();
    },
  });
  return (
    <Dialog open title={t('governance.stakeholders.invite_title', { name })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('governance.stakeholders.invite_send')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('governance.stakeholders.invite_means', { email })}</p>
        {stakeholder.state === 'invited' && <p>{t('governance.stakeholders.invite_again')}</p>}
        <TextArea
          name="message"
          rows={7}
          label={t('governance.stakeholders.message')}
          description={t('governance.stakeholders.message_help')}
        />
      </AppForm>
    </Dialog>
  );
}
