// The members of one association: found, added, ended and taken up again, brought and taken as a file.
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import {
  type AssociationView,
  endMembership,
  exportMembers,
  inviteMembers,
  listMembers,
  type MembershipState,
  type MembershipView,
  reopenMembership,
} from '../../gen';
import { saveSheet } from '../../shared/files/saveFile';
import { todayInUtc } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/ui/Filters';
import { notify } from '../../shared/ui/notify';
import { PagedList } from '../../shared/ui/PagedList';
import { Stack } from '../../shared/ui/Stack';
import { associationChanged, STATES } from './members';

const AddMemberDialog = lazy(() => import('./AddMemberDialog'));
const ImportMembersDialog = lazy(() => import('./ImportMembersDialog'));

export function MembersCard({ association }: { association: AssociationView }) {
  const t = useT();
  const dates = useDates();
  const queries = useQueryClient();
  const { id, closed } = association;
  const [words, setWords] = useState<string>();
  const [state, setState] = useState<MembershipState>();
  const [asking, setAsking] = useState<'add' | 'import' | null>(null);
  const [ending, setEnding] = useState<MembershipView | null>(null);
  const off = closed ? t('network.association.closed') : undefined;
  const act = async (doing: () => Promise<string | undefined>) => {
    try {
      const text = await doing();
      if (text) notify({ tone: 'done', text });
    } catch (error) {
      notify({ tone: 'problem', error });
    }
    await associationChanged(queries);
  };
  const save = () =>
    act(async () => {
      const { data } = await exportMembers({ path: { id } });
      saveSheet(`members-${id}.csv`, data);
      return undefined;
    });
  const invite = () =>
    act(async () => {
      const { data } = await inviteMembers({ path: { id } });
      return t('network.members.invited', { people: data.invited });
    });
  const reopen = (row: MembershipView) =>
    act(async () => {
      await reopenMembership({ path: { id: row.id } });
      return undefined;
    });
  return (
    <Card
      title={t('network.members.title')}
      footer={
        <>
          <Button tone="primary" disabledReason={off} onPress={() => setAsking('add')}>
            {t('network.members.add')}
          </Button>
          <Button disabledReason={off} reasonHidden onPress={() => setAsking('import')}>
            {t('network.members.import')}
          </Button>
          <Button disabledReason={off} reasonHidden onPress={invite}>
            {t('network.members.invite')}
          </Button>
          <Button onPress={save}>{t('network.members.export')}</Button>
        </>
      }
    >
      <Stack>
        <FilterBar>
          <SearchBox label={t('network.members.search')} value={words} onSearch={setWords} />
          <FilterSelect
            label={t('network.members.state')}
            value={state}
            options={STATES.map((value) => ({ value, label: t(`network.member_state.${value}`) }))}
            onChange={(value) => setState(value as MembershipState | undefined)}
          />
        </FilterBar>
        <PagedList
          label={t('network.members.title')}
          queryKey={['associations', id, 'members', words ?? null, state ?? null]}
          read={async (page, signal) =>
            (await listMembers({ path: { id }, query: { ...page, q: words, state }, signal })).data
          }
          empty={
            <EmptyState title={t('network.members.empty')} next={t('network.members.empty_next')} />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('network.members.title')}
              captionHidden
              plain
              rows={rows}
              rowKey={(row) => row.id}
              busy={busy}
              columns={[
                { id: 'name', header: t('network.associations.name'), cell: (row) => row.name },
                {
                  id: 'number',
                  header: t('network.members.number'),
                  cell: (row) => row.external_id ?? '—',
                },
                { id: 'email', header: t('network.members.email'), cell: (row) => row.email },
                {
                  id: 'since',
                  header: t('network.associations.since'),
                  cell: (row) => dates.date(row.since),
                },
                {
                  id: 'state',
                  header: t('network.members.state'),
                  cell: (row) => <Badge>{t(`network.member_state.${row.state}`)}</Badge>,
                },
                {
                  id: 'action',
                  header: t('network.members.action'),
                  cell: (row) => (
                    <MemberAction row={row} onEnd={() => setEnding(row)} onReopen={reopen} />
                  ),
                },
              ]}
              empty={null}
            />
          )}
        </PagedList>
      </Stack>
      <Suspense fallback={null}>
        {asking === 'add' && <AddMemberDialog id={id} onClose={() => setAsking(null)} />}
        {asking === 'import' && <ImportMembersDialog id={id} onClose={() => setAsking(null)} />}
      </Suspense>
      {ending && (
        <ConfirmDialog
          open
          title={t('network.members.end_title', { name: ending.name })}
          loses={<p>{t('network.members.end_loses')}</p>}
          confirmLabel={t('network.members.end')}
          onClose={() => setEnding(null)}
          onConfirm={async () => {
            await endMembership({ path: { id: ending.id }, body: { ended_on: todayInUtc() } });
            await associationChanged(queries);
          }}
        />
      )}
    </Card>
  );
}

interface MemberActionProps {
  row: MembershipView;
  onEnd: () => void;
  onReopen: (row: MembershipView) => void;
}

function MemberAction({ row, onEnd, onReopen }: MemberActionProps) {
  const t = useT();
  if (row.state === 'declined') return <>{t('network.members.declined')}</>;
  const runs = row.state === 'active' || row.state === 'unconfirmed';
  return (
    <Button labelSuffix={`, ${row.name}`} onPress={() => (runs ? onEnd() : onReopen(row))}>
      {t(runs ? 'network.members.end' : 'network.members.reopen')}
    </Button>
  );
}
