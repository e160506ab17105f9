// Writing a review: the application beside the criteria, each scored on a scale whose points have words.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { ApplicationText } from './ApplicationText';
import { useApplicant } from './applicant';
import { BlindNote } from './BlindNote';
import { Halves } from './Columns';
import { applicationQuery } from './queries';
import { ScoreForm } from './ScoreForm';

export default function ReviewPage() {
  const t = useT();
  const { application_id: id = '' } = useParams({ strict: false }) as { application_id?: string };
  const { data: application } = useSuspenseQuery(applicationQuery(id));
  const called = useApplicant();
  const { opening_title: opening, institution } = application;
  return (
    <>
      <PageHeader
        title={t('recruitment.review.of', { name: called(application) })}
        lead={institution ? `${opening} · ${institution}` : opening}
        actions={<ButtonLink to="/reviews">{t('recruitment.review.all')}</ButtonLink>}
      />
      <Halves>
        <Stack gap="l">
          {application.applicant_hidden && <BlindNote to="reviewer" />}
          <ApplicationText application={application} />
        </Stack>
        {application.state === 'in_review' ? (
          <ScoreForm key={application.id} application={application} />
        ) : (
          <EmptyState
            title={t('recruitment.review.closed')}
            next={t('recruitment.review.closed_next')}
            action={
              <ButtonLink
                to="/recruitment/applications/$application_id"
                params={{ application_id: id }}
              >
                {t('recruitment.review.see')}
              </ButtonLink>
            }
          />
        )}
      </Halves>
    </>
  );
}
