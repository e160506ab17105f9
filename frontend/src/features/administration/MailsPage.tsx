// The outbox: every mail the network wrote. Where no mail server is set up, this is where invitations and links are read.
import { useState } from 'react';
import { listMails, type MailState, type MailView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { MailDialog } from './MailDialog';
import { MAIL_TONES } from './mail';

const STATES: readonly MailState[] = ['queued', 'sent', 'failed', 'bounced'];

export default function MailsPage() {
  const t = useT();
  const dates = useDates();
  const [{ state }, filter] = useFilters(['state']);
  const [reading, setReading] = useState<MailView | null>(null);
  return (
    <>
      <PageHeader title={t('administration.mails.title')} lead={t('administration.mails.lead')} />
      <Stack gap="l">
        <FilterBar>
          <FilterSelect
            label={t('administration.mails.state')}
            value={state}
            options={STATES.map((each) => ({
              value: each,
              label: t(`administration.mails.state_${each}`),
            }))}
            onChange={(value) => filter({ state: value })}
          />
        </FilterBar>
        <PagedList
          label={t('administration.mails.title')}
          queryKey={['mails', state]}
          read={async (page, signal) => {
            const query = { ...page, ...(state ? { state: state as MailState } : {}) };
            return (await listMails({ query, signal })).data;
          }}
          empty={
            <EmptyState
              title={t('administration.mails.empty')}
              next={t('administration.mails.empty_next')}
            />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('administration.mails.title')}
              captionHidden
              rows={rows}
              rowKey={(mail) => mail.id}
              busy={busy}
              columns={[
                {
                  id: 'subject',
                  header: t('administration.mails.subject'),
                  cell: ({ subject }) => subject,
                },
                {
                  id: 'to',
                  header: t('administration.mails.to'),
                  cell: (mail) => `${mail.to_name}, ${mail.to_address}`,
                },
                {
                  id: 'written',
                  header: t('administration.mails.written'),
                  cell: ({ created_at }) => dates.dateTime(created_at),
                },
                {
                  id: 'state',
                  header: t('administration.mails.state'),
                  cell: (mail) => (
                    <StateBadge
                      state={mail.state}
                      tones={MAIL_TONES}
                      label={t(`administration.mails.state_${mail.state}`)}
                    />
                  ),
                },
                {
                  id: 'read',
                  header: t('administration.mails.text'),
                  cell: (mail) => (
                    <Button
                      small
                      labelSuffix={`: ${mail.subject}, ${mail.to_name}`}
                      onPress={() => setReading(mail)}
                    >
                      {t('administration.mails.read')}
                    </Button>
                  ),
                },
              ]}
              empty={null}
            />
          )}
        </PagedList>
      </Stack>
      {reading && <MailDialog mail={reading} onClose={() => setReading(null)} />}
    </>
  );
}
