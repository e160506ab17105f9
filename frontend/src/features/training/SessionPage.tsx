// One session: when and where, and who was there.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { AgreedTime } from '../../shared/ui/AgreedTime';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { Facts } from '../../shared/ui/Facts';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { AttendanceSheet } from './AttendanceSheet';
import { attendanceQuery, sessionQuery } from './queries';
import { SessionDialog } from './SessionDialog';

export default function SessionPage() {
  const t = useT();
  const { session_id: id = '' } = useParams({ strict: false }) as { session_id?: string };
  const { data } = useSuspenseQuery(sessionQuery(id));
  const { data: sheet } = useSuspenseQuery(attendanceQuery(id));
  const [changing, setChanging] = useState(false);
  const off = useDisabledReason('manage_training');
  const session = data.value;
  return (
    <>
      <PageHeader
        title={session.title}
        lead={t(`training.kind.${session.kind}`)}
        actions={
          <>
            <ButtonLink
              to="/cohorts/$cohort_id"
              params={{ cohort_id: session.cohort_id }}
              search={{ tab: 'sessions' }}
            >
              {t('training.to_cohort')}
            </ButtonLink>
            <Button disabledReason={off} onPress={() => setChanging(true)}>
              {t('training.session.change')}
            </Button>
          </>
        }
      />
      <Stack gap="l">
        <Facts
          items={[
            { term: t('training.when'), value: <AgreedTime of={session} /> },
            {
              term: t('training.session.duration'),
              value: t('training.minutes', { count: session.duration_minutes }),
            },
            ...(session.link
              ? [
                  {
                    term: t('training.session.where'),
                    value: (
                      <a href={session.link} rel="noreferrer">
                        {session.link}
                      </a>
                    ),
                  },
                ]
              : []),
            ...(session.capacity
              ? [{ term: t('training.session.capacity'), value: session.capacity }]
              : []),
          ]}
        />
        <Card title={t('training.attendance.title')}>
          {/* Starts anew from each saved sheet, so that it always says what stands. */}
          <AttendanceSheet key={sheet.version} session={session} sheet={sheet} />
        </Card>
      </Stack>
      {changing && (
        <SessionDialog
          cohortId={session.cohort_id}
          session={data}
          onClose={() => setChanging(false)}
        />
      )}
    </>
  );
}
