// For anybody: one opening, what it asks, and the form to apply; after sending, a thank-you.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getPublicOpening } from '../../gen';
import { expectArrival } from '../../shared/a11y/arrival';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Facts } from '../../shared/ui/Facts';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { ApplyForm } from './ApplyForm';
import { BlindNote } from './BlindNote';
import { Criteria } from './OpeningText';
import styles from './Public.module.css';
import { type Sent, ThankYou } from './ThankYou';
import { useCountedView } from './visits';
import { Written } from './Written';

export default function PublicOpeningPage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { opening_id: id = '' } = useParams({ strict: false }) as { opening_id?: string };
  const [{ from }] = useFilters(['from']);
  const [sent, setSent] = useState<Sent | null>(null);
  useCountedView(id, from);
  const { data: opening } = useSuspenseQuery({
    queryKey: ['public-opening', id],
    queryFn: async ({ signal }) => (await getPublicOpening({ path: { id }, signal })).data,
  });
  if (sent)
    return (
      <ThankYou
        sent={sent}
        title={opening.title}
        referees={opening.references_asked > 0 ? 'after_the_link' : null}
      />
    );
  const more = <ButtonLink to="/openings">{t('recruitment.public.all')}</ButtonLink>;
  return (
    <>
      <PageHeader title={opening.title} lead={opening.region_name} actions={more} />
      <Stack gap="l">
        <Facts
          items={[
            { term: t('recruitment.edit.seats'), value: number(opening.seats) },
            {
              term: t('recruitment.term'),
              value: t('recruitment.public.from_to', {
                from: dates.date(opening.term_starts_on),
                to: dates.date(opening.term_ends_on),
              }),
            },
            {
              term: t('recruitment.public.closes'),
              value: t('recruitment.public.closes_on', { day: dates.date(opening.closes_on) }),
            },
          ]}
        />
        {opening.description && <Written text={opening.description} />}
        <section className={styles.part} aria-labelledby="criteria">
          <h2 id="criteria">{t('recruitment.public.criteria')}</h2>
          <Criteria criteria={opening.criteria} />
        </section>
        {opening.blind_review && opening.accepts_applications && <BlindNote to="applicant" />}
        <section className={styles.part} aria-labelledby="apply">
          <h2 id="apply">{t('recruitment.apply.title')}</h2>
          {opening.accepts_applications ? (
            <ApplyForm
              opening={opening}
              from={from}
              onSent={(who) => {
                expectArrival();
                window.scrollTo(0, 0);
                setSent(who);
              }}
            />
          ) : (
            <EmptyState
              title={t('recruitment.public.over')}
              next={t('recruitment.public.over_next')}
              action={more}
            />
          )}
        </section>
      </Stack>
    </>
  );
}
