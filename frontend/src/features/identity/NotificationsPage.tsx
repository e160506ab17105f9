// Which nudges a person gets, and in which hours none.
import { useSuspenseQuery } from '@tanstack/react-query';
import { getNotificationPreferences } from '../../gen';
import { versioned } from '../../shared/api/etag';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { PageHeader } from '../../shared/ui/PageHeader';
import { NotificationsForm } from './NotificationsForm';

export default function NotificationsPage() {
  const t = useT();
  const { data } = useSuspenseQuery({
    queryKey: ['notification-preferences'],
    queryFn: async ({ signal }) => versioned(await getNotificationPreferences({ signal })),
  });
  return (
    <>
      <PageHeader
        title={t('identity.notifications.title')}
        lead={t('identity.notifications.lead')}
      />
      <Card>
        <NotificationsForm key={data.etag} preferences={data} />
      </Card>
    </>
  );
}
