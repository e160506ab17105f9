// An answer to a question, or more from who asked it.

import { type CoordinatorQuestion, createAnswer } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { notify } from '../../shared/ui/notify';
import { questionsChanged } from './data';

const schema = z.object({ text: z.string().check(z.trim(), z.minLength(1), z.maxLength(4000)) });

interface AnswerFormProps {
  question: CoordinatorQuestion;
  mine: boolean;
  onClose: () => void;
}

export default function AnswerForm({ question, mine, onClose }: AnswerFormProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: { text: '' },
    submit: async (body) => {
      await createAnswer({ path: { id: question.id }, body });
      await questionsChanged();
      notify({
        tone: 'done',
        text: t(`mentorships.question.done.${mine ? 'asker' : 'coordinator'}`),
      });
      onClose();
    },
  });
  return (
    <AppForm
      form={form}
      submitLabel={t('mentorships.question.send')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <TextArea
        name="text"
        rows={4}
        label={t(mine ? 'mentorships.question.more' : 'mentorships.question.answer_text')}
        description={t(`mentorships.question.reads.${mine ? 'asker' : 'coordinator'}`, {
          name: question.asker_name,
        })}
      />
    </AppForm>
  );
}
