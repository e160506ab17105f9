// One letter: its words, how it reads, what it said before.
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
import { LetterPreview } from './LetterPreview';
import { LetterVersions } from './LetterVersions';
import { LetterWords } from './LetterWords';
import { letterQuery, type Wording } from './letters';

export default function LetterPage() {
  const t = useT();
  const { letter_key = '' } = useParams({ strict: false }) as { letter_key?: string };
  const letter = useSuspenseQuery(letterQuery(letter_key)).data;
  return (
    <>
      <PageHeader
        title={letter.subject}
        lead={<span lang="en">{letter.occasion}</span>}
        badge={
          <Badge tone={letter.version === 0 ? 'neutral' : 'good'}>
            {letter.version === 0
              ? t('administration.letters.original')
              : t('administration.letters.own', { version: String(letter.version) })}
          </Badge>
        }
      />
      <Stack gap="l">
        {/* A new version is a new form: what was typed before is in it already, or was given up. */}
        <WordingCard key={letter.version} letter={letter} />
        <LetterVersions letter={letter} />
      </Stack>
    </>
  );
}

const schema = z.object({
  subject: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  body: z.string().check(z.trim(), z.minLength(1), z.maxLength(10_000)),
  note: z.string().check(z.maxLength(500)),
});

// Looked at first, then put in force: what is wrong lands on its field before anybody gets the letter.
function WordingCard({ letter }: { letter: MailTemplateView }) {
  const t = useT();
  const [seen, setSeen] = useState<{ wording: Wording; preview: MailPreview } | null>(null);
  const form = useAppForm({
    schema,
    defaults: { subject: letter.subject, body: letter.body, note: '' },
    submit: async (wording) => {
      const { subject, body } = wording;
      const answer = await previewMailTemplate({
        path: { key: letter.key },
        body: { subject, body },
      });
      setSeen({ wording, preview: answer.data });
    },
  });
  return (
    <Card title={t('administration.letters.wording')}>
      <Stack>
        <LetterWords words={letter.words} />
        <AppForm form={form} submitLabel={t('administration.letters.look')}>
          <TextField name="subject" label={t('administration.mails.subject')} />
          <TextArea name="body" rows={14} label={t('administration.mails.text')} />
          <TextField
            name="note"
            required={false}
            label={t('administration.letters.note')}
            description={t('administration.letters.note_help')}
          />
        </AppForm>
        {seen && <LetterPreview letter={letter} {...seen} onClose={() => setSeen(null)} />}
      </Stack>
    </Card>
  );
}
