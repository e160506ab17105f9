// The last look: one mail as it will be read, and how many get it. Sending cannot be taken back.
import {
  type MessageBegunWith,
  type MessagePreview,
  type MessageSelection,
  sendMessage,
} from '../../gen';
import { queryClient } from '../../shared/api/queryClient';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { useGo } from './go';
import styles from './Letter.module.css';
import { Reached } from './Reached';

interface SendDialogProps {
  subject: string;
  body: string;
  selection: MessageSelection;
  preview: MessagePreview;
  template: MessageBegunWith | null;
  onClose: () => void;
}

export function SendDialog(props: SendDialogProps) {
  const { subject, body, selection, preview, template, onClose } = props;
  const t = useT();
  const go = useGo();
  const { sample, reached } = preview;
  if (!sample) {
    return (
      <Dialog open title={t('messages.nobody_reached')} onClose={onClose}>
        <Reached preview={preview} />
        <DialogActions>
          <Button onPress={onClose}>{t('messages.choose_others')}</Button>
        </DialogActions>
      </Dialog>
    );
  }
  const send = async () => {
    const { data } = await sendMessage({
      body: { subject, body, selection, template, expected_recipients: reached },
    });
    await queryClient.invalidateQueries({ queryKey: ['messages', 'list'] });
    notify({ tone: 'done', text: t('messages.sending', { count: reached }) });
    await go(`/messages/${data.id}`);
  };
  return (
    <ConfirmDialog
      open
      tone="primary"
      title={t('messages.send_title', { count: reached })}
      loses={
        <Stack>
          <Reached preview={preview} />
          <p>{t('messages.sample', { name: sample.to_name })}</p>
          <p>
            <strong>{sample.subject}</strong>
          </p>
          <p className={styles.letter}>{sample.body}</p>
        </Stack>
      }
      confirmLabel={t('messages.send', { count: reached })}
      onClose={onClose}
      onConfirm={send}
    />
  );
}
