// Whom a message is for, with what became of each mail; to look at and to take along.
import {
  exportMessageRecipients,
  listMessageRecipients,
  type MessageView,
  type RecipientState,
} from '../../gen';
import { saveSheet } from '../../shared/files/saveFile';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { notify } from '../../shared/ui/notify';
import { PagedList } from '../../shared/ui/PagedList';
import { Stack } from '../../shared/ui/Stack';
import { RECIPIENT_STATES, RECIPIENT_TONES } from './words';

export function Recipients({ message }: { message: MessageView }) {
  const t = useT();
  const dates = useDates();
  const [filters, setFilters] = useFilters(['state']);
  const state = RECIPIENT_STATES.find((each) => each === filters.state);
  const narrowed: { state?: RecipientState } = state ? { state } : {};
  const save = async () => {
    try {
      const { data } = await exportMessageRecipients({ path: { id: message.id }, query: narrowed });
      saveSheet(`recipients-${message.id}.csv`, data);
    } catch (error) {
      notify({ tone: 'problem', error });
    }
  };
  return (
    <Card
      title={t('messages.recipients')}
      footer={<Button onPress={() => void save()}>{t('messages.export')}</Button>}
    >
      <Stack>
        <FilterBar>
          <FilterSelect
            label={t('messages.state')}
            value={state}
            options={RECIPIENT_STATES.map((value) => ({
              value,
              label: t(`messages.recipient.${value}`),
            }))}
            onChange={(value) => setFilters({ state: value })}
          />
        </FilterBar>
        <PagedList
          label={t('messages.recipients')}
          // What became of them changes while the mails go out.
          queryKey={['messages', message.id, 'recipients', message.state, state ?? null]}
          read={async (page, signal) =>
            (
              await listMessageRecipients({
                path: { id: message.id },
                query: { ...narrowed, ...page },
                signal,
              })
            ).data
          }
          empty={<EmptyState title={t('messages.nobody')} next={t('messages.nobody_filtered')} />}
        >
          {(rows, busy) => (
            <DataTable
              caption={t('messages.recipients')}
              captionHidden
              plain
              busy={busy}
              rows={rows}
              rowKey={(row) => row.id}
              empty={null}
              columns={[
                { id: 'name', header: t('messages.person'), cell: (row) => row.person_name },
                {
                  id: 'state',
                  header: t('messages.state'),
                  cell: (row) => (
                    <StateBadge
                      state={row.state}
                      label={t(`messages.recipient.${row.state}`)}
                      tones={RECIPIENT_TONES}
                    />
                  ),
                },
                {
                  id: 'why',
                  header: t('messages.why'),
                  cell: (row) => (row.left_out ? t(`messages.left_out.${row.left_out}`) : '—'),
                },
                {
                  id: 'sent',
                  header: t('messages.when'),
                  cell: (row) => (row.sent_at ? dates.dateTime(row.sent_at) : '—'),
                },
              ]}
            />
          )}
        </PagedList>
      </Stack>
    </Card>
  );
}
