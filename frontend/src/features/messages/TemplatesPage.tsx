// The wordings kept for messages: those of one's regions, and those of the whole network.
import { useState } from 'react';
import { exportMessageTemplates, listMessageTemplates, type MessageTemplateView } from '../../gen';
import { SheetButton } from '../../shared/files/SheetButton';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { WordingDialog } from './WordingDialog';

export default function TemplatesPage() {
  const t = useT();
  const dates = useDates();
  const [filters, setFilters] = useFilters(['archived']);
  const [editing, setEditing] = useState<MessageTemplateView | 'new' | null>(null);
  const archived = filters.archived === 'yes';
  return (
    <>
      <PageHeader
        title={t('messages.templates')}
        lead={t('messages.templates_lead')}
        actions={
          <Button tone="primary" onPress={() => setEditing('new')}>
            {t('messages.template_new')}
          </Button>
        }
      />
      <Stack>
        <FilterBar>
          <FilterSelect
            label={t('messages.state')}
            value={filters.archived}
            all={t('messages.in_use')}
            options={[{ value: 'yes', label: t('messages.archived') }]}
            onChange={(value) => setFilters({ archived: value })}
          />
        </FilterBar>
        <PagedList
          label={t('messages.templates')}
          queryKey={['message-templates', archived]}
          read={async (page, signal) =>
            (await listMessageTemplates({ query: { archived, ...page }, signal })).data
          }
          empty={
            <EmptyState title={t('messages.no_templates')} next={t('messages.no_templates_next')} />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('messages.templates')}
              captionHidden
              busy={busy}
              rows={rows}
              rowKey={(row) => row.id}
              empty={null}
              columns={[
                { id: 'name', header: t('messages.template_name'), cell: (row) => row.name },
                { id: 'subject', header: t('messages.subject'), cell: (row) => row.subject },
                {
                  id: 'region',
                  header: t('messages.region'),
                  cell: (row) => row.region_name ?? t('messages.whole_network'),
                },
                {
                  id: 'changed',
                  header: t('messages.changed'),
                  cell: (row) => dates.date(row.updated_at),
                },
                {
                  id: 'edit',
                  header: t('messages.change'),
                  cell: (row) => (
                    <Button small labelSuffix={`: ${row.name}`} onPress={() => setEditing(row)}>
                      {t('messages.change')}
                    </Button>
                  ),
                },
              ]}
            />
          )}
        </PagedList>
        <div>
          <SheetButton
            label={t('messages.sheet')}
            name="message-templates"
            read={() => exportMessageTemplates({ query: { archived } })}
          />
        </div>
      </Stack>
      {editing && (
        <WordingDialog
          template={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
