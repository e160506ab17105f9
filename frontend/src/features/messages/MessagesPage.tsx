// What was sent to whom: every message of one's regions, newest first.
import { exportMessages, listMessages } from '../../gen';
import { SheetButton } from '../../shared/files/SheetButton';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { StateBadge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { MESSAGE_TONES } from './words';

export default function MessagesPage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  return (
    <>
      <PageHeader
        title={t('messages.title')}
        lead={t('messages.lead')}
        actions={
          <>
            <ButtonLink to="/message-templates" tone="quiet">
              {t('messages.templates')}
            </ButtonLink>
            <ButtonLink to="/messages/new" tone="primary">
              {t('messages.write')}
            </ButtonLink>
          </>
        }
      />
      <Stack>
        <PagedList
          label={t('messages.title')}
          queryKey={['messages', 'list']}
          read={async (page, signal) =>
            (await listMessages({ query: { limit: 25, ...page }, signal })).data
          }
          empty={<EmptyState title={t('messages.empty')} next={t('messages.empty_next')} />}
        >
          {(rows, busy) => (
            <DataTable
              caption={t('messages.title')}
              captionHidden
              busy={busy}
              rows={rows}
              rowKey={(row) => row.id}
              empty={null}
              columns={[
                {
                  id: 'subject',
                  header: t('messages.subject'),
                  cell: (row) => (
                    <AppLink to="/messages/$message_id" params={{ message_id: row.id }}>
                      {row.subject}
                    </AppLink>
                  ),
                },
                {
                  id: 'state',
                  header: t('messages.state'),
                  cell: (row) => (
                    <StateBadge
                      state={row.state}
                      label={t(`messages.state.${row.state}`)}
                      tones={MESSAGE_TONES}
                    />
                  ),
                },
                {
                  id: 'sent',
                  header: t('messages.recipient.sent'),
                  numeric: true,
                  cell: (row) => number(row.counts.sent + row.counts.queued),
                },
                {
                  id: 'bounced',
                  header: t('messages.recipient.bounced'),
                  numeric: true,
                  cell: (row) => number(row.counts.bounced + row.counts.failed),
                },
                {
                  id: 'skipped',
                  header: t('messages.recipient.skipped'),
                  numeric: true,
                  cell: (row) => number(row.counts.skipped),
                },
                {
                  id: 'region',
                  header: t('messages.region'),
                  cell: (row) => row.region_name ?? t('messages.several'),
                },
                { id: 'by', header: t('messages.by'), cell: (row) => row.sent_by_name },
                {
                  id: 'when',
                  header: t('messages.when'),
                  cell: (row) => dates.dateTime(row.created_at),
                },
              ]}
            />
          )}
        </PagedList>
        <div>
          <SheetButton label={t('messages.sheet')} name="messages" read={() => exportMessages()} />
        </div>
      </Stack>
    </>
  );
}
