// How the country is divided: the preset in force, and jurisdictions that move from one region to another.
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { cancelJurisdictionMove, listJurisdictionMoves, type MoveView } from '../../gen';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { networkChanged } from './changing';
import { PresetCard } from './PresetCard';
import { jurisdictionsQuery, presetsQuery } from './reading';

const MoveDialog = lazy(() => import('./MoveDialog'));

export default function MovesPage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const queries = useQueryClient();
  const off = useDisabledReason('change_network');
  const mayChange = useCan('change_network');
  const presets = useQuery({ ...presetsQuery, enabled: mayChange }).data;
  const jurisdictions = useSuspenseQuery(jurisdictionsQuery).data;
  const [moving, setMoving] = useState(false);
  const name = (code: string) => jurisdictions.find((each) => each.code === code)?.name ?? code;
  const cancel = async (move: MoveView) => {
    try {
      await cancelJurisdictionMove({ path: { id: move.id } });
    } catch (error) {
      notify({ tone: 'problem', error });
    }
    await networkChanged(queries);
  };
  return (
    <>
      <PageHeader
        title={t('network.moves.title')}
        lead={t('network.moves.lead')}
        actions={
          <Button tone="primary" disabledReason={off} onPress={() => setMoving(true)}>
            {t('network.moves.action')}
          </Button>
        }
      />
      <Stack gap="l">
        {presets && <PresetCard presets={presets} />}
        <PagedList
          label={t('network.moves.history')}
          queryKey={['jurisdiction_moves']}
          read={async (query, signal) => (await listJurisdictionMoves({ query, signal })).data}
          empty={
            <EmptyState title={t('network.moves.empty')} next={t('network.moves.empty_next')} />
          }
        >
          {(rows, busy) => (
            <DataTable
              caption={t('network.moves.history')}
              rows={rows}
              rowKey={(move) => move.id}
              busy={busy}
              columns={[
                {
                  id: 'what',
                  header: t('network.jurisdiction'),
                  cell: (move) => name(move.jurisdiction),
                },
                {
                  id: 'from',
                  header: t('network.moves.from'),
                  cell: (move) => move.from_region_name,
                },
                { id: 'to', header: t('network.moves.to'), cell: (move) => move.to_region_name },
                {
                  id: 'day',
                  header: t('network.moves.day'),
                  cell: (move) => dates.date(move.effective_on),
                },
                {
                  id: 'state',
                  header: t('network.state'),
                  cell: (move) => (
                    <Stack row gap="s">
                      {t(`network.moves.state.${move.state}`)}
                      {move.state === 'planned' && mayChange && (
                        <Button
                          small
                          labelSuffix={`, ${name(move.jurisdiction)}`}
                          onPress={() => cancel(move)}
                        >
                          {t('network.moves.cancel')}
                        </Button>
                      )}
                    </Stack>
                  ),
                },
                {
                  id: 'extent',
                  header: t('network.moves.extent'),
                  cell: (move) =>
                    t('network.moves.extent_of', {
                      institutions: number(move.institutions),
                      people: number(move.people),
                    }),
                },
                {
                  id: 'who',
                  header: t('network.moves.who'),
                  cell: (move) => move.moved_by_name ?? '—',
                },
                { id: 'why', header: t('network.moves.reason'), cell: (move) => move.reason },
              ]}
              empty={null}
            />
          )}
        </PagedList>
      </Stack>
      {moving && (
        <Suspense fallback={null}>
          <MoveDialog onClose={() => setMoving(false)} />
        </Suspense>
      )}
    </>
  );
}
