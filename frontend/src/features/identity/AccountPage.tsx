// One's own record: the name others see, the zone times are shown in, and what one may do where.
import { AffiliationsCard } from '../../shared/affiliations/AffiliationsCard';
import { updateMe } from '../../shared/auth/account';
import { GrantList } from '../../shared/auth/GrantList';
import { useMe } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { timeZones } from '../../shared/i18n/timeZones';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { MembershipsCard } from './MembershipsCard';
import { SessionsCard } from './SessionsCard';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  time_zone: z.string().check(z.minLength(1)),
});

export default function AccountPage() {
  const t = useT();
  const me = useMe();
  const form = useAppForm({
    schema,
    defaults: { name: me.name, time_zone: me.time_zone },
    submit: async (changes) => {
      await updateMe(changes);
      notify({ tone: 'done', text: t('identity.account.saved') });
    },
  });
  return (
    <>
      <PageHeader title={t('identity.account.title')} lead={t('identity.account.lead')} />
      <Stack gap="l">
        <Card title={t('identity.account.about')} aside={me.email}>
          <AppForm form={form} submitLabel={t('action.save')}>
            <TextField
              name="name"
              autoComplete="name"
              label={t('identity.name')}
              description={t('identity.name_help')}
            />
            <Select
              name="time_zone"
              label={t('identity.time_zone')}
              description={t('identity.time_zone_help')}
              options={timeZones(me.time_zone)}
            />
          </AppForm>
        </Card>
        <Card title={t('identity.account.grants')}>
          {me.grants.length > 0 ? (
            <GrantList grants={me.grants} />
          ) : (
            <EmptyState
              title={t('identity.account.no_grants')}
              next={t('identity.account.no_grants_next')}
            />
          )}
        </Card>
        <Card
          title={t('identity.notifications.title')}
          footer={
            <ButtonLink to="/account/notifications">
              {t('identity.notifications.choose')}
            </ButtonLink>
          }
        >
          <p>{t('identity.notifications.lead')}</p>
        </Card>
        <AffiliationsCard person={me} own />
        <MembershipsCard />
        <SessionsCard />
      </Stack>
    </>
  );
}
