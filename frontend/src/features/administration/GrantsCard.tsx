// The roles a person holds, and where; given and taken back here.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteGrant, type GrantView, listGrants, type PersonView } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { everyPage } from '../../shared/api/everyPage';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { GrantDialog } from './GrantDialog';

export function GrantsCard({ person }: { person: PersonView }) {
  const t = useT();
  const dates = useDates();
  const queries = useQueryClient();
  const [granting, setGranting] = useState(false);
  const [revoking, setRevoking] = useState<GrantView | null>(null);
  const queryKey = ['grants', person.id];
  const { data: grants } = useSuspenseQuery({
    queryKey,
    queryFn: ({ signal }) =>
      everyPage((query) => listGrants({ query: { ...query, person_id: person.id }, signal })),
  });
  const words = (grant: GrantView) => ({
    name: person.name,
    role: t(`role.${grant.role}`),
    scope: grant.scope_name ?? t(`scope.${grant.scope_kind}`),
  });
  const revoke = async (grant: GrantView) => {
    await deleteGrant({ path: { id: grant.id }, headers: ifVersion(grant) });
    await Promise.all([
      queries.invalidateQueries({ queryKey }),
      queries.invalidateQueries({ queryKey: ['me'] }),
    ]);
    notify({ tone: 'done', text: t('administration.grants.revoked', words(grant)) });
  };
  return (
    <Card
      title={t('administration.grants.title')}
      footer={<Button onPress={() => setGranting(true)}>{t('administration.grants.give')}</Button>}
    >
      <DataTable
        caption={t('administration.grants.title')}
        captionHidden
        plain
        rows={grants}
        rowKey={(grant) => grant.id}
        columns={[
          {
            id: 'role',
            header: t('administration.role'),
            cell: ({ role }) => <Badge tone="good">{t(`role.${role}`)}</Badge>,
          },
          {
            id: 'where',
            header: t('administration.where'),
            cell: (grant) => words(grant).scope,
          },
          {
            id: 'since',
            header: t('administration.since'),
            cell: ({ created_at }) => dates.day(created_at),
          },
          {
            id: 'revoke',
            header: t('administration.change'),
            cell: (grant) => (
              <Button
                small
                labelSuffix={`: ${words(grant).role}, ${words(grant).scope}`}
                onPress={() => setRevoking(grant)}
              >
                {t('administration.grants.revoke')}
              </Button>
            ),
          },
        ]}
        empty={
          <EmptyState
            title={t('administration.grants.empty')}
            next={t('administration.grants.empty_next')}
          />
        }
      />
      {granting && <GrantDialog person={person} onClose={() => setGranting(false)} />}
      {revoking && (
        <ConfirmDialog
          open
          title={t('administration.grants.confirm', words(revoking))}
          loses={<p>{t('administration.grants.loses', words(revoking))}</p>}
          confirmLabel={t('administration.grants.revoke')}
          onClose={() => setRevoking(null)}
          onConfirm={() => revoke(revoking)}
        />
      )}
    </Card>
  );
}
