// What referees wrote and what is missing, for those who review and decide.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReferenceView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { Stack } from '../../shared/ui/Stack';
import styles from './Applicant.module.css';
import { referencesQuery } from './queries';
import { ReferenceBadge } from './ReferenceBadge';
import { Written } from './Written';

export function References({ applicationId }: { applicationId: string }) {
  const t = useT();
  const { number } = useNumbers();
  const { data } = useSuspenseQuery(referencesQuery(applicationId));
  if (data.items.length === 0) return null;
  return (
    <Card
      title={t('recruitment.references.title')}
      aside={t('recruitment.references.received_of', {
        received: number(data.received),
        asked: number(data.asked),
      })}
    >
      <Stack gap="l">
        {data.items.map((reference) => (
          <Reference key={reference.id} reference={reference} />
        ))}
      </Stack>
    </Card>
  );
}

function Reference({ reference }: { reference: ReferenceView }) {
  const t = useT();
  const dates = useDates();
  const { email, text, known_for_years: years, declared_relation: declared } = reference;
  const when = reference.answered_at
    ? t('recruitment.references.answered_on', { day: dates.day(reference.answered_at) })
    : reference.reminded_at
      ? t('recruitment.references.reminded_on', { day: dates.day(reference.reminded_at) })
      : reference.asked_at
        ? t('recruitment.references.asked_on', { day: dates.day(reference.asked_at) })
        : null;
  return (
    <div className={styles.person}>
      <div className={styles.line}>
        <h3>{reference.name}</h3>
        <ReferenceBadge state={reference.state} />
      </div>
      <p>
        {t('recruitment.references.says_applicant', { relation: reference.relation })}{' '}
        {email && <a href={`mailto:${email}`}>{email}</a>}
      </p>
      {declared !== null && years !== null && (
        <p>{t('recruitment.references.says_referee', { relation: declared, years })}</p>
      )}
      {when && <p>{when}</p>}
      {text && (
        <div>
          <Written text={text} />
        </div>
      )}
    </div>
  );
}
