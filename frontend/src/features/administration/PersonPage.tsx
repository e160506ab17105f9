// One person: the account, what they may do where, and what was done to their record.
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getPerson, updatePerson } from '../../gen';
import { AffiliationsCard } from '../../shared/affiliations/AffiliationsCard';
import { ifMatch, versioned } from '../../shared/api/etag';
import { useCan, useDisabledReason, useMe } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { Facts } from '../../shared/ui/Facts';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { AccountBadge } from './AccountBadge';
import { AddressDialog } from './AddressDialog';
import { AuditList } from './AuditList';
import { GrantsCard } from './GrantsCard';
import { regionsQuery } from './roles';

const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'one', id],
    queryFn: async ({ signal }) => versioned(await getPerson({ path: { id }, signal })),
  });

export default function PersonPage() {
  const t = useT();
  const dates = useDates();
  const me = useMe();
  const queries = useQueryClient();
  const { person_id } = useParams({ strict: false }) as { person_id: string };
  const found = useSuspenseQuery(personQuery(person_id)).data;
  const regions = useSuspenseQuery(regionsQuery).data;
  const [disabling, setDisabling] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  const changes = useCan('change_people');
  const seesGrants = useCan('manage_grants');
  const seesAudit = useCan('read_audit_log');
  const person = found.value;
  const off = useDisabledReason(
    'change_people',
    person.id === me.id && t('administration.person.not_yourself'),
  );
  const setDisabled = async (disabled: boolean) => {
    await updatePerson({ path: { id: person.id }, body: { disabled }, headers: ifMatch(found) });
    await queries.invalidateQueries({ queryKey: ['people'] });
    const done = disabled ? 'administration.person.disabled' : 'administration.person.enabled';
    notify({ tone: 'done', text: t(done, { name: person.name }) });
  };
  const enable = () => setDisabled(false).catch((error) => notify({ tone: 'problem', error }));
  return (
    <>
      <PageHeader
        title={person.name}
        badge={<AccountBadge person={person} />}
        lead={person.email}
        actions={
          <>
            {changes && (
              <Button onPress={() => setCorrecting(true)}>
                {t('administration.address.action')}
              </Button>
            )}
            {person.disabled ? (
              <Button disabledReason={off} onPress={enable}>
                {t('administration.person.enable')}
              </Button>
            ) : (
              <Button disabledReason={off} onPress={() => setDisabling(true)}>
                {t('administration.person.disable')}
              </Button>
            )}
          </>
        }
      />
      <Stack gap="l">
        <Card title={t('administration.person.about')}>
          <Facts
            items={[
              {
                term: t('scope.region'),
                value: regions.find(({ id }) => id === person.region_id)?.name ?? '—',
              },
              { term: t('administration.person.jurisdiction'), value: person.jurisdiction ?? '—' },
              { term: t('administration.person.time_zone'), value: person.time_zone },
              {
                term: t('administration.person.language'),
                value: t(`preferences.language.${person.locale === 'es' ? 'es' : 'en'}`),
              },
              { term: t('administration.since'), value: dates.day(person.created_at) },
            ]}
          />
        </Card>
        <AffiliationsCard person={person} />
        {seesGrants && <GrantsCard person={person} />}
        {seesAudit && (
          <section aria-labelledby="audit-of-person">
            <Stack>
              <h2 id="audit-of-person">{t('administration.person.audit')}</h2>
              <AuditList subject={person.id} />
            </Stack>
          </section>
        )}
      </Stack>
      {correcting && <AddressDialog found={found} onClose={() => setCorrecting(false)} />}
      <ConfirmDialog
        open={disabling}
        title={t('administration.person.confirm', { name: person.name })}
        loses={<p>{t('administration.person.loses', { name: person.name })}</p>}
        confirmLabel={t('administration.person.disable')}
        onClose={() => setDisabling(false)}
        onConfirm={() => setDisabled(true)}
      />
    </>
  );
}
