// Records a finding that cites one result; a copy of the result is kept with it, as it stands now.
import { useQueryClient } from '@tanstack/react-query';
import { createFinding, type ItemResult } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { useGo } from './go';
import { useEvidenceWords } from './words';

const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  statement: z.string().check(z.trim(), z.minLength(1), z.maxLength(5000)),
});

interface CiteDialogProps {
  wave: string;
  item: ItemResult;
  onClose: () => void;
}

export function CiteDialog({ wave, item, onClose }: CiteDialogProps) {
  const t = useT();
  const words = useEvidenceWords();
  const queries = useQueryClient();
  const go = useGo();
  const form = useAppForm({
    schema,
    defaults: { title: '', statement: '' },
    submit: async (values) => {
      const { data } = await createFinding({
        body: { ...values, wave_id: wave, variable: item.variable },
      });
      await queries.invalidateQueries({ queryKey: ['findings'] });
      notify({ tone: 'done', text: t('evaluation.cite.done') });
      onClose();
      await go(`/findings/${data.id}`);
    },
  });
  return (
    <Dialog title={t('evaluation.cite.title')} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('evaluation.cite.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>
          <strong>{item.prompt}</strong> {words.summary(item)}
        </p>
        <TextField
          name="title"
          label={t('evaluation.cite.finding')}
          description={t('evaluation.cite.finding_help')}
        />
        <TextArea
          name="statement"
          rows={5}
          label={t('evaluation.cite.statement')}
          description={t('evaluation.cite.statement_help')}
        />
      </AppForm>
    </Dialog>
  );
}
