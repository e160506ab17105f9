// The associations that take part.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createAssociation, listAssociations } from '../../gen';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { Dialog } from '../../shared/ui/Dialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { FiguresOverview } from './FiguresOverview';
import { KINDS } from './members';

const associationsKey = ['associations'];

export default function AssociationsPage() {
  const t = useT();
  const dates = useDates();
  const off = useDisabledReason('change_network');
  const sees = useCan('view_members');
  const [adding, setAdding] = useState(false);
  return (
    <>
      <PageHeader
        title={t('network.associations.title')}
        lead={t('network.associations.lead')}
        actions={
          <Button tone="primary" disabledReason={off} onPress={() => setAdding(true)}>
            {t('network.associations.add')}
          </Button>
        }
      />
      <Stack gap="l">
        <PagedList
          label={t('network.associations.title')}
          queryKey={[...associationsKey, 'list']}
          read={async (page, signal) => (await listAssociations({ query: page, signal })).data}
          empty={
            <EmptyState
              title={t('network.associations.empty')}
              next={t('network.associations.empty_next')}
            />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('network.associations.title')}
              captionHidden
              rows={rows}
              rowKey={({ id }) => id}
              busy={busy}
              columns={[
                {
                  id: 'name',
                  header: t('network.associations.name'),
                  cell: ({ id, name }) => <AppLink to={`/associations/${id}`}>{name}</AppLink>,
                },
                {
                  id: 'kind',
                  header: t('network.associations.kind'),
                  cell: ({ kind }) => t(`network.association_kind.${kind}`),
                },
                {
                  id: 'website',
                  header: t('network.associations.website'),
                  cell: ({ website }) =>
                    website ? (
                      <a href={website} rel="noopener noreferrer">
                        {website.replace(/^https?:\/\//, '')}
                      </a>
                    ) : (
                      '—'
                    ),
                },
                {
                  id: 'since',
                  header: t('network.associations.since'),
                  cell: ({ created_at }) => dates.day(created_at),
                },
              ]}
              empty={null}
            />
          )}
        </PagedList>
        {sees && <FiguresOverview />}
      </Stack>
      {adding && <AddAssociation onClose={() => setAdding(false)} />}
    </>
  );
}

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  kind: z.enum(KINDS),
  short_name: z.string().check(z.maxLength(40)),
  website: z.string().check(z.regex(/^(https?:\/\/.+)?$/), z.maxLength(500)),
});

function AddAssociation({ onClose }: { onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { name: '', short_name: '', kind: 'other' as const, website: '' },
    submit: async ({ name, short_name, kind, website }) => {
      await createAssociation({
        body: { name, kind, short_name: short_name || null, website: website || null },
      });
      await queries.invalidateQueries({ queryKey: associationsKey });
      notify({ tone: 'done', text: t('network.associations.done', { name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('network.associations.add')} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('network.associations.add')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="name" label={t('network.associations.name')} />
        <TextField
          name="short_name"
          required={false}
          label={t('network.associations.short_name')}
        />
        <Select
          name="kind"
          label={t('network.associations.kind')}
          options={KINDS.map((value) => ({ value, label: t(`network.association_kind.${value}`) }))}
        />
        <TextField
          name="website"
          type="url"
          required={false}
          label={t('network.associations.website')}
          description={t('network.associations.website_help')}
        />
      </AppForm>
    </Dialog>
  );
}
