// The holder of a mailed link goes on with a saved application, on any device, and sends it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type DraftView, getDraft } from '../../gen';
import { expectArrival } from '../../shared/a11y/arrival';
import { versioned } from '../../shared/api/etag';
import { ApiProblem } from '../../shared/api/problem';
import { byLink, useLinkToken } from '../../shared/auth/linkToken';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Facts } from '../../shared/ui/Facts';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { DraftForm } from './DraftForm';
import { type Sent, ThankYou } from './ThankYou';
import { Written } from './Written';

export default function DraftPage() {
  const t = useT();
  const token = useLinkToken();
  if (!token)
    return (
      <PageHeader
        title={t('recruitment.link.incomplete')}
        lead={t('recruitment.link.incomplete_next')}
      />
    );
  return <Draft key={token} token={token} />;
}

function Draft({ token }: { token: string }) {
  const t = useT();
  const [sent, setSent] = useState<Sent | null>(null);
  const [erased, setErased] = useState(false);
  const over = sent !== null || erased;
  const { data, error, refetch } = useQuery({
    queryKey: ['draft', token],
    queryFn: async ({ signal }) => versioned(await getDraft({ headers: byLink(token), signal })),
    // What is being written is not replaced by what was read.
    enabled: !over,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const arrived = () => {
    expectArrival();
    window.scrollTo(0, 0);
  };
  if (sent && data)
    return (
      <ThankYou
        sent={sent}
        title={data.value.opening_title}
        referees={data.value.references_asked > 0 ? 'asked' : null}
      />
    );
  if (erased)
    return (
      <PageHeader
        title={t('recruitment.draft.erased')}
        lead={t('recruitment.draft.erased_next')}
        actions={<ButtonLink to="/openings">{t('recruitment.public.all')}</ButtonLink>}
      />
    );
  if (error) {
    if (error instanceof ApiProblem && [401, 403, 404].includes(error.status))
      return (
        <PageHeader
          title={t('recruitment.link.over')}
          lead={t('recruitment.draft.link_over_next')}
          actions={<ButtonLink to="/openings">{t('recruitment.public.all')}</ButtonLink>}
        />
      );
    return (
      <Stack>
        <PageHeader title={t('recruitment.draft.title')} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Stack>
    );
  }
  if (!data) return <Skeleton heading lines={8} />;
  const draft = data.value;
  return (
    <>
      <PageHeader
        title={t('recruitment.draft.greeting')}
        lead={t('recruitment.draft.lead', { title: draft.opening_title })}
        actions={
          <ButtonLink to="/openings/$opening_id" params={{ opening_id: draft.opening_id }}>
            {t('recruitment.draft.see_opening')}
          </ButtonLink>
        }
      />
      <Stack gap="l">
        <Until draft={draft} />
        {draft.accepts_applications ? (
          <DraftForm
            key={data.etag}
            draft={data}
            token={token}
            onSent={(who) => {
              arrived();
              setSent(who);
            }}
            onErased={() => {
              arrived();
              setErased(true);
            }}
            onReload={() => void refetch()}
          />
        ) : (
          <TooLate draft={draft} />
        )}
      </Stack>
    </>
  );
}

function Until({ draft }: { draft: DraftView }) {
  const t = useT();
  const dates = useDates();
  return (
    <Facts
      items={[
        { term: t('recruitment.region'), value: draft.region_name },
        {
          term: t('recruitment.draft.send_until'),
          value: t('recruitment.public.closes_on', { day: dates.date(draft.closes_on) }),
        },
        { term: t('recruitment.draft.erased_on'), value: dates.dateTime(draft.expires_at) },
      ]}
    />
  );
}

const TEXTS = ['experience', 'leadership', 'commitment', 'conflict_of_interest'] as const;

function TooLate({ draft }: { draft: DraftView }) {
  const t = useT();
  return (
    <Stack gap="l">
      <p>{t('recruitment.draft.too_late')}</p>
      {TEXTS.filter((name) => draft[name]).map((name) => (
        <section key={name} aria-labelledby={name}>
          <h2 id={name}>{t(`recruitment.apply.${name}`)}</h2>
          <Written text={draft[name]} />
        </section>
      ))}
    </Stack>
  );
}
