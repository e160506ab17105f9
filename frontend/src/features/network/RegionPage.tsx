// One region: its jurisdictions, its figures, its seats and who serves on them.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { deleteRegion } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useCan } from '../../shared/auth/useMe';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { jurisdictionsQuery, regionQuery } from './reading';
import { SeatTable } from './SeatTable';

const RegionDialog = lazy(() => import('./RegionDialog'));

export default function RegionPage() {
  const t = useT();
  const { number } = useNumbers();
  const { region_id } = useParams({ strict: false }) as { region_id: string };
  const region = useSuspenseQuery(regionQuery(region_id)).data;
  const jurisdictions = useSuspenseQuery(jurisdictionsQuery).data;
  const maySeeTerms = useCan('view_terms');
  const mayChange = useCan('change_network');
  const [asking, setAsking] = useState<'rename' | 'remove' | null>(null);
  const queries = useQueryClient();
  const router = useRouter();
  const keeps =
    region.jurisdictions.length > 0
      ? t('network.region_dialog.lies_in', { count: region.jurisdictions.length })
      : undefined;
  const remove = async () => {
    await deleteRegion({ path: { id: region.id }, headers: ifVersion(region) });
    notify({ tone: 'done', text: t('network.region_dialog.removed', { name: region.name }) });
    // The page's own region is gone: what lists regions is read anew, and this one is not asked for again.
    router.history.push('/regions');
    queries.removeQueries({ queryKey: ['regions', region.id] });
    await queries.invalidateQueries({ queryKey: ['regions'], exact: true });
  };
  const perSeat = region.seats > 0 ? number(region.institutions / region.seats, 0) : '—';
  return (
    <>
      <PageHeader
        title={region.name}
        badge={<Badge>{t('network.region_number', { code: region.code })}</Badge>}
        lead={t('network.region_lead', { count: region.jurisdictions.length })}
        actions={
          <>
            <ButtonLink to="/institutions" search={{ region: region.id }}>
              {t('network.region_institutions')}
            </ButtonLink>
            {mayChange && (
              <>
                <Button onPress={() => setAsking('rename')}>
                  {t('network.region_dialog.rename')}
                </Button>
                <Button disabledReason={keeps} onPress={() => setAsking('remove')}>
                  {t('network.region_dialog.remove')}
                </Button>
              </>
            )}
          </>
        }
      />
      <Stack gap="l">
        <StatList>
          <Stat label={t('network.institutions.title')} value={number(region.institutions)} />
          <Stat
            label={t('network.staff')}
            value={number(region.staff, 0)}
            note={t('network.staff_note')}
          />
          <Stat label={t('network.seats')} value={number(region.seats)} />
          <Stat label={t('network.load.title.institutions')} value={perSeat} />
        </StatList>
        {maySeeTerms && <SeatTable regionId={region.id} />}
        <Card title={t('network.jurisdictions')}>
          <Stack row gap="m">
            {jurisdictions
              .filter(({ region_id: id }) => id === region.id)
              .map(({ code, name }) => (
                <AppLink key={code} to="/institutions" search={{ jurisdiction: code }}>
                  {name}
                </AppLink>
              ))}
          </Stack>
        </Card>
      </Stack>
      {asking === 'rename' && (
        <Suspense fallback={null}>
          <RegionDialog region={region} onClose={() => setAsking(null)} />
        </Suspense>
      )}
      <ConfirmDialog
        open={asking === 'remove'}
        title={t('network.region_dialog.remove_title', { name: region.name })}
        loses={<p>{t('network.region_dialog.remove_means')}</p>}
        confirmLabel={t('network.region_dialog.remove')}
        onClose={() => setAsking(null)}
        onConfirm={remove}
      />
    </>
  );
}
