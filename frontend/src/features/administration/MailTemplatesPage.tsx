// The templates that the network sends: when each goes out, and whether it has a wording of the network's own.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { DataTable } from '../../shared/ui/DataTable';
import { PageHeader } from '../../shared/ui/PageHeader';
import { mailTemplatesQuery } from './mailTemplates';

export default function MailTemplatesPage() {
  const t = useT();
  const templates = useSuspenseQuery(mailTemplatesQuery).data;
  return (
    <>
      <PageHeader
        title={t('administration.templates.title')}
        lead={t('administration.templates.lead')}
      />
      <DataTable
        caption={t('administration.templates.title')}
        captionHidden
        rows={templates}
        rowKey={({ key }) => key}
        columns={[
          {
            id: 'subject',
            header: t('administration.mails.subject'),
            cell: ({ key, subject }) => (
              <AppLink to="/mail-templates/$template_key" params={{ template_key: key }}>
                {subject}
              </AppLink>
            ),
          },
          {
            id: 'occasion',
            header: t('administration.templates.occasion'),
            cell: ({ occasion }) => <span lang="en">{occasion}</span>,
          },
          {
            id: 'wording',
            header: t('administration.templates.wording'),
            cell: ({ version }) =>
              version === 0 ? (
                t('administration.templates.original')
              ) : (
                <Badge tone="good">
                  {t('administration.templates.own', { version: String(version) })}
                </Badge>
              ),
          },
        ]}
        empty={null}
      />
    </>
  );
}
