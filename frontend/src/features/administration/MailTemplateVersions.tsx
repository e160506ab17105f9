// What a template said before. Any of it can be brought back, as a new version.
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
import { MailTemplatePreview } from './MailTemplatePreview';
import type { Wording } from './mailTemplates';

export function MailTemplateVersions({ template }: { template: MailTemplateView }) {
  const t = useT();
  const dates = useDates();
  const [seen, setSeen] = useState<{ wording: Wording; preview: MailPreview } | null>(null);
  const look = async (version: number, subject: string, body: string) => {
    const { data } = await previewMailTemplate({
      path: { key: template.key },
      body: { subject, body },
    });
    const note = t('administration.templates.brought_back', { version: String(version) });
    setSeen({ wording: { subject, body, note }, preview: data });
  };
  return (
    <Card title={t('administration.templates.versions')}>
      <Stack>
        <PagedList
          label={t('administration.templates.versions')}
          queryKey={['mail-templates', template.key, 'versions']}
          read={async (page, signal) =>
            (await listMailTemplateVersions({ path: { key: template.key }, query: page, signal }))
              .data
          }
          empty={
            <EmptyState
              title={t('administration.templates.no_versions')}
              next={t('administration.templates.no_versions_next')}
            />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('administration.templates.versions')}
              captionHidden
              rows={rows}
              rowKey={({ id }) => id}
              busy={busy}
              columns={[
                {
                  id: 'version',
                  header: t('administration.templates.version'),
                  cell: ({ version }) => String(version),
                },
                {
                  id: 'subject',
                  header: t('administration.mails.subject'),
                  cell: ({ subject }) => subject,
                },
                {
                  id: 'changed',
                  header: t('administration.templates.changed'),
                  cell: ({ changed_by, changed_at }) =>
                    [changed_by, dates.dateTime(changed_at)].filter(Boolean).join(', '),
                },
                {
                  id: 'note',
                  header: t('administration.templates.note'),
                  cell: ({ note }) => note ?? '',
                },
                {
                  id: 'back',
                  header: t('administration.templates.bring_back'),
                  cell: ({ version, subject, body }) =>
                    version === template.version ? (
                      t('administration.templates.in_force')
                    ) : (
                      <Button
                        small
                        labelSuffix={`: ${version}`}
                        onPress={() => look(version, subject, body)}
                      >
                        {t('administration.templates.bring_back')}
                      </Button>
                    ),
                },
              ]}
              empty={null}
            />
          )}
        </PagedList>
        {template.version > 0 && (
          <Button onPress={() => look(0, template.original_subject, template.original_body)}>
            {t('administration.templates.bring_back_original')}
          </Button>
        )}
      </Stack>
      {seen && <MailTemplatePreview template={template} {...seen} onClose={() => setSeen(null)} />}
    </Card>
  );
}
