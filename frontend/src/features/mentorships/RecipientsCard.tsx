// Who reads concerns: named persons, never the one a concern is about nor their coordinator.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { Stack } from '../../shared/ui/Stack';
import { recipientsQuery } from './recipients';

// Forms come when they are asked for, so that the page itself stays light.
const RecipientsDialog = lazy(() => import('./RecipientsDialog'));

export function RecipientsCard() {
  const t = useT();
  const read = useSuspenseQuery(recipientsQuery).data;
  const [changing, setChanging] = useState(false);
  const { people } = read.value;
  return (
    <KeepFocus>
      <Card
        title={t('mentorships.recipients')}
        attention={people.length === 0}
        footer={
          <Button onPress={() => setChanging(true)}>{t('mentorships.recipients.change')}</Button>
        }
      >
        {people.length > 0 ? (
          <Stack gap="s">
            <p>{t('mentorships.recipients.lead')}</p>
            <ul>
              {people.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ul>
          </Stack>
        ) : (
          <EmptyState
            title={t('mentorships.recipients.empty')}
            next={t('mentorships.recipients.empty_next')}
          />
        )}
      </Card>
      {changing && (
        <Suspense>
          <RecipientsDialog recipients={read} onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </KeepFocus>
  );
}
