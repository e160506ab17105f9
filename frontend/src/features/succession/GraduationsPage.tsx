// Who graduated and on what it rested, and what graduation asks for.
import { listGraduations } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Criteria } from './Criteria';
import { CriteriaCard } from './CriteriaCard';

export default function GraduationsPage() {
  const t = useT();
  const dates = useDates();
  return (
    <>
      <PageHeader
        title={t('succession.graduations.title')}
        lead={t('succession.graduations.lead')}
      />
      <Stack gap="l">
        <CriteriaCard />
        <PagedList
          queryKey={['graduations']}
          label={t('succession.graduations.title')}
          read={async (query, signal) => (await listGraduations({ query, signal })).data}
          empty={
            <EmptyState
              title={t('succession.graduations.empty')}
              next={t('succession.graduations.empty_next')}
              action={<ButtonLink to="/readiness">{t('succession.terms.title')}</ButtonLink>}
            />
          }
        >
          {(rows) => (
            <Stack>
              {rows.map((row) => (
                <Card
                  key={row.id}
                  title={t('succession.graduations.one', {
                    name: row.person_name,
                    region: row.region_name,
                  })}
                  aside={dates.date(row.graduated_on)}
                >
                  <Stack>
                    {row.override_reason && (
                      <p>{t('succession.graduations.override', { reason: row.override_reason })}</p>
                    )}
                    <Criteria criteria={row.criteria} />
                  </Stack>
                </Card>
              ))}
            </Stack>
          )}
        </PagedList>
      </Stack>
    </>
  );
}
