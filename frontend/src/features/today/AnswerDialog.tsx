// A question of one's pairs, read and answered without leaving this page.
import { useQuery } from '@tanstack/react-query';
import type { TodayAction } from '../../gen';
import { client } from '../../gen/client.gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Skeleton } from '../../shared/ui/Skeleton';
import styles from './NeedsMe.module.css';
import { everythingChanged, follow } from './useStep';

const schema = z.object({ text: z.string().check(z.trim(), z.minLength(1), z.maxLength(4000)) });

export interface StepDialogProps {
  action: TodayAction;
  title: string;
  onClose: () => void;
}

interface Question {
  asker_name: string;
  text: string;
}

export default function AnswerDialog({ action, title, onClose }: StepDialogProps) {
  const t = useT();
  const { data, error, refetch } = useQuery({
    queryKey: ['question', 'of', action.href],
    queryFn: async ({ signal }) => {
      const url = action.href.replace(/\/answers$/, '');
      return (await client.get({ url, signal })).data as Question;
    },
  });
  const form = useAppForm({
    schema,
    defaults: { text: '' },
    submit: async (body) => {
      await follow(action, body);
      await everythingChanged();
      notify({ tone: 'done', text: t('today.step.done.questions_to_answer') });
      onClose();
    },
  });
  return (
    <Dialog open title={t('today.answer.title', { pairing: title })} onClose={onClose}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton lines={3} />}
      {data && (
        <blockquote className={styles.quoted}>
          <p className={styles.asker}>{data.asker_name}</p>
          <p>{data.text}</p>
        </blockquote>
      )}
      <AppForm
        form={form}
        submitLabel={t('today.answer.send')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextArea
          name="text"
          rows={5}
          label={t('today.answer.text')}
          description={t('today.answer.readers')}
        />
      </AppForm>
    </Dialog>
  );
}
