// One application: what the applicant wrote, what reviewers gave, and the decision.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ApplicationView } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Card } from '../../shared/ui/Card';
import { Facts } from '../../shared/ui/Facts';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { ApplicationText } from './ApplicationText';
import { useApplicant } from './applicant';
import { BlindNote } from './BlindNote';
import { WithAside } from './Columns';
import { Decisions } from './Decisions';
import { applicationQuery } from './queries';
import { Reviews } from './Reviews';
import { ApplicationBadge, OfferBadge } from './states';
import { WhoReviews } from './WhoReviews';
import { Written } from './Written';

export default function ApplicationPage() {
  const { application_id: id = '' } = useParams({ strict: false }) as { application_id?: string };
  const { data: application } = useSuspenseQuery(applicationQuery(id));
  const decides = useCan('decide_applications');
  const called = useApplicant();
  return (
    <>
      <PageHeader
        title={called(application)}
        badge={<ApplicationBadge state={application.state} />}
        lead={
          <AppLink to="/recruitment/$opening_id" params={{ opening_id: application.opening_id }}>
            {application.opening_title}
          </AppLink>
        }
        actions={decides && <Decisions application={application} />}
      />
      <WithAside>
        <Stack gap="l">
          {application.applicant_hidden && <BlindNote to="reviewer" />}
          <ApplicationText application={application} />
        </Stack>
        <Stack gap="l">
          <About application={application} />
          <Reviews application={application} />
          {decides && <WhoReviews application={application} />}
        </Stack>
      </WithAside>
    </>
  );
}

function About({ application }: { application: ApplicationView }) {
  const t = useT();
  const dates = useDates();
  const { phone, residence } = application;
  const { offer, decision_reason: reason, email, number, applicant_hidden: hidden } = application;
  const facts = [
    {
      term: t('recruitment.institution'),
      value: application.institution ?? t('recruitment.blind.hidden'),
    },
    ...(email
      ? [{ term: t('recruitment.email'), value: <a href={`mailto:${email}`}>{email}</a> }]
      : []),
    ...(phone ? [{ term: t('recruitment.contact.phone'), value: phone }] : []),
    ...(residence ? [{ term: t('recruitment.contact.residence'), value: residence }] : []),
    { term: t('recruitment.received'), value: dates.dateTime(application.submitted_at) },
    ...(number !== null && !hidden
      ? [{ term: t('recruitment.blind.number'), value: String(number) }]
      : []),
    ...(offer
      ? [
          { term: t('recruitment.offer.title'), value: <OfferBadge state={offer.state} /> },
          { term: t('recruitment.offer.until'), value: dates.dateTime(offer.expires_at) },
          ...(offer.answered_at
            ? [{ term: t('recruitment.offer.answered'), value: dates.dateTime(offer.answered_at) }]
            : []),
        ]
      : []),
  ];
  return (
    <Card title={t('recruitment.about')}>
      <Stack>
        <Facts items={facts} />
        {reason && (
          <div>
            <h3>{t('recruitment.decision_reason')}</h3>
            <Written text={reason} />
          </div>
        )}
      </Stack>
    </Card>
  );
}
