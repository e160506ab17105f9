// Lets a message that failed go on: those whom it has not come to, and the mails that could not be sent. Nobody gets it twice.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type MessageView, resumeMessage } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';

export function ResumeButton({ message }: { message: MessageView }) {
  const t = useT();
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);
  const resume = async () => {
    setPending(true);
    try {
      await resumeMessage({ path: { id: message.id } });
      notify({ tone: 'done', text: t('messages.resumed') });
    } catch (error) {
      notify({ tone: 'problem', error });
    }
    // A refusal says that it stands otherwise by now.
    await queries.invalidateQueries({ queryKey: ['messages'] });
    setPending(false);
  };
  return (
    <Stack gap="s">
      <p>{t('messages.resume_lead')}</p>
      <Button tone="primary" pending={pending} onPress={() => void resume()}>
        {t('messages.resume')}
      </Button>
    </Stack>
  );
}
