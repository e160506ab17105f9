// What an applicant wrote, in the order it was asked.
import type { ApplicationView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { Stack } from '../../shared/ui/Stack';
import { Attachments } from './Attachments';
import { References } from './References';
import { Written } from './Written';

const TEXTS = ['experience', 'leadership', 'commitment'] as const;

export function ApplicationText({ application }: { application: ApplicationView }) {
  const t = useT();
  return (
    <Stack gap="l">
      {application.conflict_of_interest && (
        <Card title={t('recruitment.apply.conflict_of_interest')} attention>
          <Written text={application.conflict_of_interest} />
        </Card>
      )}
      {TEXTS.map((name) => (
        <Card key={name} title={t(`recruitment.apply.${name}`)}>
          <Written text={application[name]} />
        </Card>
      ))}
      <Attachments applicationId={application.id} />
      <References applicationId={application.id} />
    </Stack>
  );
}
