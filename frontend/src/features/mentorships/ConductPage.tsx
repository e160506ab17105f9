// The code of conduct: to read, to accept, and for the task force to write anew.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { acceptCodeOfConduct, type CodeOfConduct } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { conductChanged, conductQuery } from './conduct';
import styles from './PairingPage.module.css';
import { useAct } from './useAct';

// Forms come when they are asked for, so that the page itself stays light.
const ConductDialog = lazy(() => import('./ConductDialog'));

export default function ConductPage() {
  const t = useT();
  const dates = useDates();
  const read = useSuspenseQuery(conductQuery).data;
  const mayWrite = useCan('settle_mentoring');
  const [writing, setWriting] = useState(false);
  const { version, text, note, created_at } = read.value;
  return (
    <>
      <PageHeader
        title={t('mentorships.conduct.title')}
        lead={t('mentorships.conduct.lead', { version, when: dates.day(created_at) })}
        actions={
          mayWrite && (
            <Button onPress={() => setWriting(true)}>{t('mentorships.conduct.write')}</Button>
          )
        }
      />
      <KeepFocus>
        <Stack gap="l">
          <Card title={t('mentorships.conduct.words')} footer={<Accept conduct={read.value} />}>
            <Stack>
              {note && <p>{t('mentorships.conduct.changed', { note })}</p>}
              <p className={styles.text}>{text}</p>
            </Stack>
          </Card>
        </Stack>
      </KeepFocus>
      <p className={styles.after}>
        {t('mentorships.conduct.raised')}{' '}
        <AppLink to="/my-concerns">{t('mentorships.my_concerns')}</AppLink>
      </p>
      <p className={styles.after}>
        {t('mentorships.conduct.named')}{' '}
        <AppLink to="/concerns">{t('mentorships.concerns')}</AppLink>
      </p>
      {writing && (
        <Suspense>
          <ConductDialog conduct={read} onClose={() => setWriting(false)} />
        </Suspense>
      )}
    </>
  );
}

function Accept({ conduct }: { conduct: CodeOfConduct }) {
  const t = useT();
  const dates = useDates();
  const { version, my_accepted_version, my_accepted_at } = conduct;
  const accept = useAct({
    run: () => acceptCodeOfConduct({ body: { version } }),
    refresh: conductChanged,
    done: t('mentorships.conduct.accepted'),
  });
  if (my_accepted_version === version && my_accepted_at)
    return <p>{t('mentorships.conduct.accepted_at', { when: dates.dateTime(my_accepted_at) })}</p>;
  return (
    <>
      <Button tone="primary" pending={accept.isPending} onPress={() => accept.mutate()}>
        {t('mentorships.conduct.accept')}
      </Button>
      {my_accepted_version !== null && (
        <p>{t('mentorships.conduct.accepted_older', { version: my_accepted_version })}</p>
      )}
    </>
  );
}
