// One region: its jurisdictions, its figures, its seats and who serves on them.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useCan } from '../../shared/auth/useMe';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { jurisdictionsQuery, regionQuery } from './reading';
import { SeatTable } from './SeatTable';

export default function RegionPage() {
  const t = useT();
  const { number } = useNumbers();
  const { region_id } = useParams({ strict: false }) as { region_id: string };
  const region = useSuspenseQuery(regionQuery(region_id)).data;
  const jurisdictions = useSuspenseQuery(jurisdictionsQuery).data;
  const maySeeTerms = useCan('view_terms');
  const perSeat = region.seats > 0 ? number(region.institutions / region.seats, 0) : '—';
  return (
    <>
      <PageHeader
        title={region.name}
        badge={<Badge>{t('network.region_number', { code: region.code })}</Badge>}
        lead={t('network.region_lead', { count: region.jurisdictions.length })}
        actions={
          <ButtonLink to="/institutions" search={{ region: region.id }}>
            {t('network.region_institutions')}
          </ButtonLink>
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
    </>
  );
}
