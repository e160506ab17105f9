// One wording: new, changed, put away or taken out again.
import { createMessageTemplate, type MessageTemplateView, updateMessageTemplate } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { queryClient } from '../../shared/api/queryClient';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { useRegionOptions } from './data';
import { WordingVersions } from './WordingVersions';
import { WordList } from './WordList';

const schema = z.object({
  region_id: z.nullable(z.string()),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  subject: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  body: z.string().check(z.trim(), z.minLength(1), z.maxLength(10_000)),
});

interface WordingDialogProps {
  template: MessageTemplateView | null;
  onClose: () => void;
}

export function WordingDialog({ template, onClose }: WordingDialogProps) {
  const t = useT();
  const regions = useRegionOptions();
  const saved = async () => {
    await queryClient.invalidateQueries({ queryKey: ['message-templates'] });
    notify({ tone: 'done', text: t('messages.template_saved') });
    onClose();
  };
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: {
      region_id: template?.region_id ?? null,
      name: template?.name ?? '',
      subject: template?.subject ?? '',
      body: template?.body ?? '',
    },
    submit: async (values) => {
      const { region_id, ...words } = values;
      if (template) {
        await updateMessageTemplate({
          path: { id: template.id },
          headers: ifVersion(template),
          body: words,
        });
      } else {
        await createMessageTemplate({ body: { ...words, region_id } });
      }
      await saved();
    },
  });
  const putAway = async () => {
    if (!template) return;
    try {
      await updateMessageTemplate({
        path: { id: template.id },
        headers: ifVersion(template),
        body: { archived: !template.archived },
      });
      await saved();
    } catch (error) {
      notify({ tone: 'problem', error });
    }
  };
  return (
    <Dialog open title={template ? template.name : t('messages.template_new')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={
          <>
            {template && (
              <Button onPress={() => void putAway()}>
                {t(template.archived ? 'messages.take_out' : 'messages.put_away')}
              </Button>
            )}
            <Button onPress={onClose}>{t('action.cancel')}</Button>
          </>
        }
      >
        {!template && (
          <Select
            name="region_id"
            required={false}
            label={t('messages.region')}
            description={t('messages.template_region')}
            options={regions}
          />
        )}
        <TextField name="name" label={t('messages.template_name')} />
        <WordList />
        <TextField name="subject" label={t('messages.subject')} />
        <TextArea name="body" rows={10} label={t('messages.body')} />
      </AppForm>
      {template && (
        <details>
          <summary>{t('messages.versions')}</summary>
          <WordingVersions template={template} onTaken={saved} />
        </details>
      )}
    </Dialog>
  );
}
