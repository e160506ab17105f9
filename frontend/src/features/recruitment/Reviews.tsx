// What reviewers gave: scores by criterion with their comment. Who is asked for a review sees others' after their own.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { ApplicationView, ReviewView } from '../../gen';
import { useCan, useMe } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Stack } from '../../shared/ui/Stack';
import { openingQuery, reviewsQuery } from './queries';
import styles from './Reviews.module.css';
import { Written } from './Written';

export function Reviews({ application }: { application: ApplicationView }) {
  const t = useT();
  const { number } = useNumbers();
  const me = useMe();
  const mayReview = useCan('review_applications');
  const { data } = useSuspenseQuery(reviewsQuery(application.id));
  const mine = data.items.some(({ reviewer_id }) => reviewer_id === me.id);
  const write = mayReview && application.state === 'in_review' && (data.withheld || mine) && (
    <ButtonLink
      to="/reviews/$application_id"
      params={{ application_id: application.id }}
      tone={mine ? 'secondary' : 'primary'}
    >
      {t(mine ? 'recruitment.review.change' : 'recruitment.review.write')}
    </ButtonLink>
  );
  return (
    <Card
      title={t('recruitment.ranking.reviews')}
      aside={data.withheld ? undefined : number(data.items.length)}
      attention={data.withheld}
      footer={write || undefined}
    >
      {data.withheld ? (
        <p>{t('recruitment.review.withheld')}</p>
      ) : data.items.length === 0 ? (
        <EmptyState
          title={t('recruitment.review.none')}
          next={t(
            application.state === 'submitted'
              ? 'recruitment.review.none_submitted'
              : 'recruitment.review.none_next',
          )}
        />
      ) : (
        <Stack gap="l">
          {data.items.map((review) => (
            <OneReview key={review.id} review={review} openingId={application.opening_id} />
          ))}
        </Stack>
      )}
    </Card>
  );
}

function OneReview({ review, openingId }: { review: ReviewView; openingId: string }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { data: opening } = useSuspenseQuery(openingQuery(openingId));
  return (
    <Stack gap="s">
      <h3>
        {review.reviewer_name}{' '}
        {review.set_aside && <Badge>{t('recruitment.assignment_state.set_aside')}</Badge>}
      </h3>
      {review.set_aside && <p>{t('recruitment.aside.counts_not')}</p>}
      {review.set_aside_reason && <Written text={review.set_aside_reason} />}
      <dl className={styles.scores}>
        {opening.value.criteria.map((criterion) => {
          const given = review.scores.find(({ criterion_id }) => criterion_id === criterion.id);
          return (
            <div key={criterion.id}>
              <dt>{criterion.label}</dt>
              <dd>
                {given
                  ? t('recruitment.review.score_of', {
                      score: number(given.score),
                      max: number(criterion.scale_max),
                    })
                  : t('recruitment.review.not_scored')}
              </dd>
            </div>
          );
        })}
      </dl>
      {review.comment && <Written text={review.comment} />}
      <small>{dates.dateTime(review.updated_at)}</small>
    </Stack>
  );
}
