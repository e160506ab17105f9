// Whom to write to, what to say, a look at it as it will be read, and sending.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import {
  type MessageBegunWith,
  type MessagePreview,
  type MessageSelection,
  previewMessage,
  type ReachedPerson,
} from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { FilterSelect } from '../../shared/ui/Filters';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Count } from './Count';
import { templatesQuery } from './data';
import { named } from './picking';
import { SelectionFields } from './SelectionFields';
import { SendDialog } from './SendDialog';
import { asked, NOBODY_YET, selectionSchema } from './selection';
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
  template: MessageBegunWith | null;
}

const NOBODY: ReadonlySet<string> = new Set();

export default function NewMessagePage() {
  const t = useT();
  const [seen, setSeen] = useState<Seen | null>(null);
  const [people, setPeople] = useState<readonly ReachedPerson[] | null>(null);
  const [off, setOff] = useState(NOBODY);
  const [template, setTemplate] = useState<MessageBegunWith | null>(null);
  const picked = named(people, off);
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { selection: NOBODY_YET, subject: '', body: '' },
    submit: async ({ subject, body, selection: values }) => {
      // Without a cycle the server names the field.
      const selection = { ...(asked(values) ?? { of: values.of }), ...picked };
      const { data } = await previewMessage({ body: { subject, body, selection } });
      setSeen({ subject, body, selection, preview: data, template });
    },
  });
  return (
    <>
      <PageHeader title={t('messages.write')} lead={t('messages.write_lead')} />
      <AppForm
        form={form}
        submitLabel={t('messages.look')}
        disabledReason={picked ? undefined : t(whyNot(people, off))}
      >
        <Stack gap="l">
          <Card title={t('messages.whom')}>
            <Stack>
              <SelectionFields />
              <Count off={off} onPick={setOff} onPeople={setPeople} />
            </Stack>
          </Card>
          <Card title={t('messages.what')}>
            <Stack>
              <TemplateChoice onChoose={setTemplate} />
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

/** Why those who are chosen one by one cannot be asked for. */
function whyNot(people: readonly ReachedPerson[] | null, off: ReadonlySet<string>) {
  if (!people) return 'messages.still_reading';
  const nobody = people.every(({ person_id }) => off.has(person_id));
  return nobody ? 'messages.nobody_picked' : 'messages.too_many_named';
}

interface TemplateChoiceProps {
  onChoose: (template: MessageBegunWith | null) => void;
}

function TemplateChoice({ onChoose }: TemplateChoiceProps) {
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
        onChoose(template ? { template_id: template.id, number: template.number } : null);
        if (!template) return;
        setValue('subject', template.subject, { shouldDirty: true, shouldValidate: true });
        setValue('body', template.body, { shouldDirty: true, shouldValidate: true });
      }}
    />
  );
}
