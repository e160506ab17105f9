// One's own memberships in associations: confirmed, shared or not, left.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  acceptMembership,
  declineMembership,
  leaveMembership,
  listOwnMemberships,
  type OwnMembershipView,
  shareMembership,
} from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { DataTable } from '../../shared/ui/DataTable';
import { notify } from '../../shared/ui/notify';

const membershipsKey = ['memberships'];
type Losing = { what: 'leave' | 'decline'; row: OwnMembershipView };

export function MembershipsCard() {
  const t = useT();
  const queries = useQueryClient();
  const [losing, setLosing] = useState<Losing | null>(null);
  const { data } = useSuspenseQuery({
    queryKey: membershipsKey,
    queryFn: async ({ signal }) => (await listOwnMemberships({ signal })).data.items,
  });
  if (data.length === 0) return null;
  const act = async (doing: Promise<unknown>) => {
    try {
      await doing;
    } catch (error) {
      notify({ tone: 'problem', error });
    }
    await queries.invalidateQueries({ queryKey: membershipsKey });
  };
  const actions = (row: OwnMembershipView) => {
    const suffix = `, ${row.association_name}`;
    const path = { id: row.id };
    if (row.state === 'unconfirmed')
      return (
        <>
          <Button
            tone="primary"
            labelSuffix={suffix}
            onPress={() => act(acceptMembership({ path, body: { shares_participation: false } }))}
          >
            {t('identity.memberships.accept')}
          </Button>{' '}
          <Button labelSuffix={suffix} onPress={() => setLosing({ what: 'decline', row })}>
            {t('identity.memberships.decline')}
          </Button>
        </>
      );
    if (row.state !== 'active') return null;
    const shares = row.shares_participation;
    return (
      <>
        <Button
          labelSuffix={suffix}
          onPress={() => act(shareMembership({ path, body: { shares_participation: !shares } }))}
        >
          {t(shares ? 'identity.memberships.hide' : 'identity.memberships.share')}
        </Button>{' '}
        <Button labelSuffix={suffix} onPress={() => setLosing({ what: 'leave', row })}>
          {t('identity.memberships.leave')}
        </Button>
      </>
    );
  };
  return (
    <Card title={t('identity.memberships.title')}>
      <DataTable
        caption={t('identity.memberships.title')}
        captionHidden
        plain
        rows={data}
        rowKey={(row) => row.id}
        columns={[
          {
            id: 'name',
            header: t('identity.memberships.association'),
            cell: (row) => row.association_name,
          },
          {
            id: 'state',
            header: t('identity.memberships.state'),
            cell: (row) => <Badge>{t(`identity.memberships.state_${row.state}`)}</Badge>,
          },
          { id: 'action', header: t('identity.memberships.action'), cell: actions },
        ]}
        empty={null}
      />
      {losing && (
        <ConfirmDialog
          open
          title={t(`identity.memberships.${losing.what}_title`, {
            name: losing.row.association_name,
          })}
          loses={<p>{t(`identity.memberships.${losing.what}_loses`)}</p>}
          confirmLabel={t(`identity.memberships.${losing.what}`)}
          onClose={() => setLosing(null)}
          onConfirm={async () => {
            const path = { id: losing.row.id };
            await (losing.what === 'leave'
              ? leaveMembership({ path })
              : declineMembership({ path }));
            await queries.invalidateQueries({ queryKey: membershipsKey });
          }}
        />
      )}
    </Card>
  );
}
