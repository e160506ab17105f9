// Whom to write to, what to say, a look at it as it will be read, and sending.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { type MessagePreview, type MessageSelection, previewMessage } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { ErrorState } from '../../shared/ui/ErrorState';
import { FilterSelect } from '../../shared/ui/Filters';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { templatesQuery } from './data';
import { Reached } from './Reached';
import { SelectionFields } from './SelectionFields';
import { SendDialog } from './SendDialog';
import { asked, NOBODY_YET, type SelectionValues, selectionSchema } from './selection';
import { WordList } from './WordList';

const schema = z.object({
  selection: selectionSchema,
  subject: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  body: z.string().check(z.trim(), z.minLength(1), z.maxLength(10_000)),
});

interface Seen {
  subject: string;
  body: string;
  selection: MessageSelection;
  preview: MessagePreview;
}

export default function NewMessagePage() {
  const t = useT();
  const [seen, setSeen] = useState<Seen | null>(null);
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { selection: NOBODY_YET, subject: '', body: '' },
    submit: async ({ subject, body, selection: values }) => {
      // Without a cycle the server names the field.
      const selection = asked(values) ?? { of: values.of };
      const { data } = await previewMessage({ body: { subject, body, selection } });
      setSeen({ subject, body, selection, preview: data });
    },
  });
  return (
    <>
      <PageHeader title={t('messages.write')} lead={t('messages.write_lead')} />
      <AppForm form={form} submitLabel={t('messages.look')}>
        <Stack gap="l">
          <Card title={t('messages.whom')}>
            <Stack>
              <SelectionFields />
              <Count />
            </Stack>
          </Card>
          <Card title={t('messages.what')}>
            <Stack>
              <TemplateChoice />
              <WordList />
              <TextField name="subject" label={t('messages.subject')} />
              <TextArea name="body" rows={14} label={t('messages.body')} />
            </Stack>
          </Card>
        </Stack>
      </AppForm>
      {seen && <SendDialog {...seen} onClose={() => setSeen(null)} />}
    </>
  );
}

/** Asked anew whenever the choice changes; its words are not known yet. */
function Count() {
  const t = useT();
  const selection = asked(useWatch({ name: 'selection' }) as SelectionValues);
  const { data, error } = useQuery({
    queryKey: ['messages', 'count', selection],
    queryFn: async ({ signal }) =>
      (
        await previewMessage({
          body: { subject: '-', body: '-', selection: selection ?? { of: 'enrolments' } },
          signal,
        })
      ).data,
    enabled: selection !== null,
    placeholderData: keepPreviousData,
  });
  if (!selection) return <p>{t('messages.choose_first')}</p>;
  if (error) return <ErrorState error={error} />;
  return data ? <Reached preview={data} /> : null;
}

function TemplateChoice() {
  const t = useT();
  const { setValue } = useFormContext();
  const [chosen, setChosen] = useState<string>();
  const { data: templates = [] } = useQuery(templatesQuery);
  if (templates.length === 0) return null;
  return (
    <FilterSelect
      label={t('messages.template')}
      value={chosen}
      all={t('messages.no_template')}
      options={templates.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => {
        setChosen(id);
        const template = templates.find((each) => each.id === id);
        if (!template) return;
        setValue('subject', template.subject, { shouldDirty: true, shouldValidate: true });
        setValue('body', template.body, { shouldDirty: true, shouldValidate: true });
      }}
    />
  );
}
