// The letters that the network sends: when each goes out, and whether it has a wording of the network's own.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { DataTable } from '../../shared/ui/DataTable';
import { PageHeader } from '../../shared/ui/PageHeader';
import { lettersQuery } from './letters';

export default function LettersPage() {
  const t = useT();
  const letters = useSuspenseQuery(lettersQuery).data;
  return (
    <>
      <PageHeader
        title={t('administration.letters.title')}
        lead={t('administration.letters.lead')}
      />
      <DataTable
        caption={t('administration.letters.title')}
        captionHidden
        rows={letters}
        rowKey={({ key }) => key}
        columns={[
          {
            id: 'subject',
            header: t('administration.mails.subject'),
            cell: ({ key, subject }) => (
              <AppLink to="/letters/$letter_key" params={{ letter_key: key }}>
                {subject}
              </AppLink>
            ),
          },
          {
            id: 'occasion',
            header: t('administration.letters.occasion'),
            cell: ({ occasion }) => <span lang="en">{occasion}</span>,
          },
          {
            id: 'wording',
            header: t('administration.letters.wording'),
            cell: ({ version }) =>
              version === 0 ? (
                t('administration.letters.original')
              ) : (
                <Badge tone="good">
                  {t('administration.letters.own', { version: String(version) })}
                </Badge>
              ),
          },
        ]}
        empty={null}
      />
    </>
  );
}
