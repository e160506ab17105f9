// One template: its words, how it reads, what it said before.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type MailPreview, type MailTemplateView, previewMailTemplate } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Card } from '../../shared/ui/Card';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { MailTemplatePreview } from './MailTemplatePreview';
import { MailTemplateVersions } from './MailTemplateVersions';
import { MailTemplateWords } from './MailTemplateWords';
import { mailTemplateQuery, type Wording } from './mailTemplates';

export default function MailTemplatePage() {
  const t = useT();
  const { template_key = '' } = useParams({ strict: false }) as { template_key?: string };
  const template = useSuspenseQuery(mailTemplateQuery(template_key)).data;
  return (
    <>
      <PageHeader
        title={template.subject}
        lead={<span lang="en">{template.occasion}</span>}
        badge={
          <Badge tone={template.version === 0 ? 'neutral' : 'good'}>
            {template.version === 0
              ? t('administration.templates.original')
              : t('administration.templates.own', { version: String(template.version) })}
          </Badge>
        }
      />
      <Stack gap="l">
        {/* A new version is a new form: what was typed before is in it already, or was given up. */}
        <WordingCard key={template.version} template={template} />
        <MailTemplateVersions template={template} />
      </Stack>
    </>
  );
}

const schema = z.object({
  subject: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  body: z.string().check(z.trim(), z.minLength(1), z.maxLength(10_000)),
  note: z.string().check(z.maxLength(500)),
});

// Looked at first, then put in force: what is wrong lands on its field before anybody gets the template.
function WordingCard({ template }: { template: MailTemplateView }) {
  const t = useT();
  const [seen, setSeen] = useState<{ wording: Wording; preview: MailPreview } | null>(null);
  const form = useAppForm({
    schema,
    defaults: { subject: template.subject, body: template.body, note: '' },
    submit: async (wording) => {
      const { subject, body } = wording;
      const answer = await previewMailTemplate({
        path: { key: template.key },
        body: { subject, body },
      });
      setSeen({ wording, preview: answer.data });
    },
  });
  return (
    <Card title={t('administration.templates.wording')}>
      <Stack>
        <MailTemplateWords words={template.words} />
        <AppForm form={form} submitLabel={t('administration.templates.look')}>
          <TextField name="subject" label={t('administration.mails.subject')} />
          <TextArea name="body" rows={14} label={t('administration.mails.text')} />
          <TextField
            name="note"
            required={false}
            label={t('administration.templates.note')}
            description={t('administration.templates.note_help')}
          />
        </AppForm>
        {seen && (
          <MailTemplatePreview template={template} {...seen} onClose={() => setSeen(null)} />
        )}
      </Stack>
    </Card>
  );
}
