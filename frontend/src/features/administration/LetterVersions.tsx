// What a letter said before. Any of it can be brought back, as a new version.
import { useState } from 'react';
import {
  listMailTemplateVersions,
  type MailPreview,
  type MailTemplateView,
  previewMailTemplate,
} from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { Stack } from '../../shared/ui/Stack';
import { LetterPreview } from './LetterPreview';
import type { Wording } from './letters';

export function LetterVersions({ letter }: { letter: MailTemplateView }) {
  const t = useT();
  const dates = useDates();
  const [seen, setSeen] = useState<{ wording: Wording; preview: MailPreview } | null>(null);
  const look = async (version: number, subject: string, body: string) => {
    const { data } = await previewMailTemplate({
      path: { key: letter.key },
      body: { subject, body },
    });
    const note = t('administration.letters.brought_back', { version: String(version) });
    setSeen({ wording: { subject, body, note }, preview: data });
  };
  return (
    <Card title={t('administration.letters.versions')}>
      <Stack>
        <PagedList
          label={t('administration.letters.versions')}
          queryKey={['mail-templates', letter.key, 'versions']}
          read={async (page, signal) =>
            (await listMailTemplateVersions({ path: { key: letter.key }, query: page, signal }))
              .data
          }
          empty={
            <EmptyState
              title={t('administration.letters.no_versions')}
              next={t('administration.letters.no_versions_next')}
            />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('administration.letters.versions')}
              captionHidden
              rows={rows}
              rowKey={({ id }) => id}
              busy={busy}
              columns={[
                {
                  id: 'version',
                  header: t('administration.letters.version'),
                  cell: ({ version }) => String(version),
                },
                {
                  id: 'subject',
                  header: t('administration.mails.subject'),
                  cell: ({ subject }) => subject,
                },
                {
                  id: 'changed',
                  header: t('administration.letters.changed'),
                  cell: ({ changed_by, changed_at }) =>
                    [changed_by, dates.dateTime(changed_at)].filter(Boolean).join(', '),
                },
                {
                  id: 'note',
                  header: t('administration.letters.note'),
                  cell: ({ note }) => note ?? '',
                },
                {
                  id: 'back',
                  header: t('administration.letters.bring_back'),
                  cell: ({ version, subject, body }) =>
                    version === letter.version ? (
                      t('administration.letters.in_force')
                    ) : (
                      <Button
                        small
                        labelSuffix={`: ${version}`}
                        onPress={() => look(version, subject, body)}
                      >
                        {t('administration.letters.bring_back')}
                      </Button>
                    ),
                },
              ]}
              empty={null}
            />
          )}
        </PagedList>
        {letter.version > 0 && (
          <Button onPress={() => look(0, letter.original_subject, letter.original_body)}>
            {t('administration.letters.bring_back_original')}
          </Button>
        )}
      </Stack>
      {seen && <LetterPreview letter={letter} {...seen} onClose={() => setSeen(null)} />}
    </Card>
  );
}
