// One institution: where it is, by which numbers others know it, and every count it reported, with the reason where one is missing.
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { getInstitution, type InstitutionDetail } from '../../gen';
import { ApiProblem } from '../../shared/api/problem';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { asWritten } from '../../shared/i18n/published';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card, CardGrid } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Facts } from '../../shared/ui/Facts';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { asCount, useCount } from './counts';
import { InstitutionPeopleCard } from './InstitutionPeopleCard';
import { byScheme, isScheme } from './identifiers';
import { MergesCard } from './MergesCard';
import { GROUP_NAMES, GROUPS, isKnownMeasure } from './measures';
import { type Count, jurisdictionsQuery, regionsQuery } from './reading';

const CorrectInstitutionDialog = lazy(() => import('./CorrectInstitutionDialog'));
const MergeDialog = lazy(() => import('./MergeDialog'));
const IdentifiersDialog = lazy(() => import('./IdentifiersDialog'));

const institutionQuery = (id: string) =>
  queryOptions({
    queryKey: ['institution', id],
    queryFn: async ({ signal }) => {
      try {
        return (await getInstitution({ path: { id }, signal })).data;
      } catch (error) {
        const into = mergedInto(error);
        if (into === undefined) throw error;
        return (await getInstitution({ path: { id: into }, signal })).data;
      }
    },
  });

/** Which institution stands for one that was merged. */
const mergedInto = (error: unknown) =>
  error instanceof ApiProblem
    ? error.fields.find(({ code }) => code === 'merged_into')?.detail
    : undefined;

export default function InstitutionPage() {
  const t = useT();
  const { institution_id } = useParams({ strict: false }) as { institution_id: string };
  const institution = useSuspenseQuery(institutionQuery(institution_id)).data;
  const [asking, setAsking] = useState<'correct' | 'identify' | 'merge' | null>(null);
  const off = useDisabledReason('change_network');
  const seesPeople = useCan('view_people');
  const regions = useSuspenseQuery(regionsQuery).data;
  const jurisdictions = useSuspenseQuery(jurisdictionsQuery).data;
  const region = regions.find(({ id }) => id === institution.region_id);
  const jurisdiction = jurisdictions.find(({ code }) => code === institution.jurisdiction);
  const place = jurisdiction?.name ?? institution.jurisdiction;
  const street = [institution.address, institution.city].flatMap((each) =>
    each ? [asWritten(each)] : [],
  );
  return (
    <>
      <PageHeader
        title={asWritten(institution.name)}
        badge={<Badge>{t(`setting.${institution.setting}`)}</Badge>}
        lead={[institution.city && asWritten(institution.city), place].filter(Boolean).join(', ')}
        actions={
          <>
            <Button disabledReason={off} onPress={() => setAsking('correct')}>
              {t('network.correct.action')}
            </Button>
            <Button disabledReason={off} reasonHidden onPress={() => setAsking('merge')}>
              {t('network.merge.action')}
            </Button>
          </>
        }
      />
      <Stack gap="l">
        {institution.id !== institution_id && <p>{t('network.merge.redirected')}</p>}
        <StatList>
          <Figure label={t('network.staff')} count={institution.staff} note />
          <Figure label={t('network.population')} count={institution.population} />
          <Figure label={t('network.visits')} count={institution.visits} />
        </StatList>
        <CardGrid>
          <Card title={t('network.whereabouts')}>
            <Facts
              items={[
                {
                  term: t('network.address'),
                  value:
                    [...street, institution.postal_code].filter(Boolean).join(', ') ||
                    t('network.not_known'),
                },
                {
                  term: t('network.jurisdiction'),
                  value: (
                    <AppLink to="/institutions" search={{ jurisdiction: institution.jurisdiction }}>
                      {place}
                    </AppLink>
                  ),
                },
                {
                  term: t('network.region'),
                  value: (
                    <AppLink to={`/regions/${institution.region_id}`}>
                      {region?.name ?? '—'}
                    </AppLink>
                  ),
                },
              ]}
            />
          </Card>
          <Card
            title={t('network.identifiers')}
            footer={
              <Button disabledReason={off} reasonHidden onPress={() => setAsking('identify')}>
                {t('network.identifiers_edit')}
              </Button>
            }
          >
            {institution.identifiers.length > 0 ? (
              <Facts
                items={byScheme(institution.identifiers).map(([scheme, values]) => ({
                  term: isScheme(scheme) ? t(`network.scheme.${scheme}`) : scheme,
                  value: values.map((value) => (
                    <div key={value}>
                      <code>{value}</code>
                    </div>
                  )),
                }))}
              />
            ) : (
              <p>{t('network.identifiers_none')}</p>
            )}
          </Card>
        </CardGrid>
        {seesPeople && <InstitutionPeopleCard id={institution.id} />}
        {off === undefined && <MergesCard id={institution.id} />}
        <Measures institution={institution} />
      </Stack>
      <Suspense fallback={null}>
        {asking === 'correct' && (
          <CorrectInstitutionDialog institution={institution} onClose={() => setAsking(null)} />
        )}
        {asking === 'merge' && (
          <MergeDialog survivor={institution} onClose={() => setAsking(null)} />
        )}
        {asking === 'identify' && (
          <IdentifiersDialog institution={institution} onClose={() => setAsking(null)} />
        )}
      </Suspense>
    </>
  );
}

function Figure({ label, count, note }: { label: string; count: Count; note?: boolean }) {
  const t = useT();
  const words = useCount();
  if (typeof count.value === 'number') {
    return (
      <Stat label={label} value={words(count)} note={note ? t('network.staff_note') : undefined} />
    );
  }
  // No figure, so no large letters: the reason stands where the note would.
  return <Stat label={label} value="—" note={words(count)} />;
}

function Measures({ institution }: { institution: InstitutionDetail }) {
  const t = useT();
  const words = useCount();
  const measures = institution.measures ?? {};
  const others = Object.keys(measures).filter((code) => !isKnownMeasure(code));
  if (Object.keys(measures).length === 0) {
    return <EmptyState title={t('network.measures_none')} next={t('network.measures_none_next')} />;
  }
  const facts = (codes: readonly string[]) =>
    codes
      .filter((code) => code in measures)
      .map((code) => ({
        term: isKnownMeasure(code) ? t(`network.measure.${code}`) : code,
        value: words(asCount(measures[code])),
      }));
  return (
    <Stack>
      <Stack gap="s">
        <h2>{t('network.measures')}</h2>
        <p>{t('network.measures_lead', { name: institution.name })}</p>
      </Stack>
      <CardGrid>
        {GROUP_NAMES.map((group) => (
          <Card key={group} title={t(`network.measure_group.${group}`)} level={3}>
            <Facts items={facts(GROUPS[group])} />
          </Card>
        ))}
        {others.length > 0 && (
          <Card title={t('network.measure_group.other')} level={3}>
            <Facts items={facts(others)} />
          </Card>
        )}
      </CardGrid>
    </Stack>
  );
}
