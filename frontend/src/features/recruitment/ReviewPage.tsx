// Writing a review: the application beside the criteria, each scored on a scale whose points have words.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import {
  type ApplicationView,
  type CriterionView,
  listApplicationReviews,
  saveReview,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useMe } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { ApplicationText } from './ApplicationText';
import { WithAside } from './Columns';
import { applicationQuery, openingQuery, recruitmentChanged, reviewsQuery } from './queries';

// What stands for a criterion that the reviewer cannot judge; it is not sent.
const UNJUDGED = 'none';

export default function ReviewPage() {
  const t = useT();
  const { application_id: id = '' } = useParams({ strict: false }) as { application_id?: string };
  const { data: application } = useSuspenseQuery(applicationQuery(id));
  return (
    <>
      <PageHeader
        title={t('recruitment.review.of', { name: application.name })}
        lead={`${application.opening_title} · ${application.institution}`}
        actions={<ButtonLink to="/reviews">{t('recruitment.review.all')}</ButtonLink>}
      />
      <WithAside>
        <ApplicationText application={application} />
        {application.state === 'in_review' ? (
          <ScoreCard application={application} />
        ) : (
          <EmptyState
            title={t('recruitment.review.closed')}
            next={t('recruitment.review.closed_next')}
            action={
              <ButtonLink to="/applications/$application_id" params={{ application_id: id }}>
                {t('recruitment.review.see')}
              </ButtonLink>
            }
          />
        )}
      </WithAside>
    </>
  );
}

const schema = z
  .object({
    scores: z.array(
      z.object({ criterion_id: z.string(), score: z.string().check(z.minLength(1)) }),
    ),
    comment: z.string().check(z.maxLength(5000)),
  })
  .check(
    z.refine(({ scores }) => scores.some(({ score }) => score !== UNJUDGED), {
      path: ['scores', 0, 'score'],
      error: 'recruitment.review.one_needed',
    }),
  );

function ScoreCard({ application }: { application: ApplicationView }) {
  const t = useT();
  const me = useMe();
  const router = useRouter();
  const { data: opening } = useSuspenseQuery(openingQuery(application.opening_id));
  const { data: reviews } = useSuspenseQuery({
    ...reviewsQuery(application.id),
    queryKey: ['recruitment', 'reviews', application.id, 'to-write'],
    queryFn: async ({ signal }) =>
      (await listApplicationReviews({ path: { id: application.id }, signal })).data,
    // The form starts from what was read once; a later answer must not change the version under it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const mine = reviews.items.find(({ reviewer_id }) => reviewer_id === me.id);
  const { criteria } = opening.value;
  const before = ({ id }: CriterionView) => {
    if (!mine) return '';
    const given = mine.scores.find(({ criterion_id }) => criterion_id === id);
    return given ? String(given.score) : UNJUDGED;
  };
  const form = useAppForm({
    schema,
    defaults: {
      scores: criteria.map((criterion) => ({
        criterion_id: criterion.id,
        score: before(criterion),
      })),
      comment: mine?.comment ?? '',
    },
    submit: async ({ scores, comment }) => {
      const judged = scores
        .filter(({ score }) => score !== UNJUDGED)
        .map(({ criterion_id, score }) => ({ criterion_id, score: Number(score) }));
      await saveReview({
        path: { id: application.id },
        headers: ifVersion({ version: mine?.version ?? 0 }),
        body: { scores: judged, comment },
      });
      await recruitmentChanged();
      notify({ tone: 'done', text: t('recruitment.review.saved', { name: application.name }) });
      router.history.push(`/applications/${application.id}`);
    },
  });
  return (
    <Card title={t('recruitment.review.yours')}>
      <AppForm form={form} submitLabel={t('recruitment.review.save')}>
        <Stack gap="l">
          {!mine && <p>{t('recruitment.review.independent')}</p>}
          {criteria.map((criterion, at) => (
            <RadioGroup
              key={criterion.id}
              name={`scores.${at}.score`}
              label={criterion.label}
              options={[
                ...criterion.anchors.map((anchor, index) => ({
                  value: String(index + 1),
                  label: t('recruitment.review.point', { score: index + 1, anchor }),
                })),
                { value: UNJUDGED, label: t('recruitment.review.cannot_judge') },
              ]}
            />
          ))}
          <TextArea
            name="comment"
            rows={5}
            required={false}
            label={t('recruitment.review.comment')}
            description={t('recruitment.review.comment_help')}
          />
        </Stack>
      </AppForm>
    </Card>
  );
}
