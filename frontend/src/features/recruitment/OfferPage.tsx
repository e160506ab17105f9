// The holder of a mailed link reads the offer, and accepts or declines it. Reading changes nothing.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { acceptOffer, declineOffer, getPublicOffer, type PublicOfferView } from '../../gen';
import { expectArrival } from '../../shared/a11y/arrival';
import { ApiProblem } from '../../shared/api/problem';
import { byLink, useLinkToken } from '../../shared/auth/linkToken';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Facts } from '../../shared/ui/Facts';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { OfferBadge } from './states';
import { Written } from './Written';

type Answered = { accepted: true; invited: boolean } | { accepted: false };

export default function OfferPage() {
  const t = useT();
  const token = useLinkToken();
  if (!token)
    return (
      <PageHeader
        title={t('recruitment.link.incomplete')}
        lead={t('recruitment.link.incomplete_next')}
      />
    );
  return <Offer key={token} token={token} />;
}

function Offer({ token }: { token: string }) {
  const t = useT();
  const [answered, setAnswered] = useState<Answered | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['offer', token],
    queryFn: async ({ signal }) => (await getPublicOffer({ headers: byLink(token), signal })).data,
    // An answer uses the link up; what was read before it stays on the page.
    enabled: answered === null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (answered && data) return <Afterwards answered={answered} offer={data} />;
  if (error) {
    const over = error instanceof ApiProblem && [401, 403, 404].includes(error.status);
    if (over)
      return (
        <PageHeader title={t('recruitment.link.over')} lead={t('recruitment.link.over_next')} />
      );
    return (
      <Stack>
        <PageHeader title={t('recruitment.offer.title')} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Stack>
    );
  }
  if (!data) return <Skeleton heading lines={6} />;
  const answer = (what: Answered) => {
    expectArrival();
    window.scrollTo(0, 0);
    setAnswered(what);
  };
  return <TheOffer offer={data} token={token} onAnswered={answer} />;
}

interface TheOfferProps {
  offer: PublicOfferView;
  token: string;
  onAnswered: (answered: Answered) => void;
}

function TheOffer({ offer, token, onAnswered }: TheOfferProps) {
  const t = useT();
  const dates = useDates();
  const [asking, setAsking] = useState<'accept' | 'decline' | null>(null);
  const headers = byLink(token);
  const open = offer.state === 'open';
  const stop = () => setAsking(null);
  const title = offer.opening_title;
  return (
    <>
      <PageHeader
        title={t('recruitment.offer.greeting', { name: offer.name })}
        lead={t('recruitment.offer.lead', { title })}
        badge={!open && <OfferBadge state={offer.state} />}
      />
      <Stack gap="l">
        <Facts
          items={[
            { term: t('recruitment.region'), value: offer.region_name },
            { term: t('recruitment.seat'), value: offer.seat_name },
            {
              term: t('recruitment.term'),
              value: t('recruitment.public.from_to', {
                from: dates.date(offer.term_starts_on),
                to: dates.date(offer.term_ends_on),
              }),
            },
            { term: t('recruitment.offer.answer_by'), value: dates.dateTime(offer.expires_at) },
          ]}
        />
        {offer.description && <Written text={offer.description} />}
        {open ? (
          <Stack row>
            <Button tone="primary" onPress={() => setAsking('accept')}>
              {t('recruitment.offer.accept')}
            </Button>
            <Button onPress={() => setAsking('decline')}>{t('recruitment.offer.decline')}</Button>
          </Stack>
        ) : (
          <p>{t(`recruitment.offer_over.${offer.state}`)}</p>
        )}
      </Stack>
      <ConfirmDialog
        open={asking === 'accept'}
        tone="primary"
        title={t('recruitment.offer.accept_title', { title })}
        loses={
          <p>
            {t('recruitment.offer.accept_means', {
              from: dates.date(offer.term_starts_on),
              to: dates.date(offer.term_ends_on),
            })}
          </p>
        }
        confirmLabel={t('recruitment.offer.accept')}
        onClose={stop}
        onConfirm={async () => {
          const { data } = await acceptOffer({ headers });
          onAnswered({ accepted: true, invited: data.invited });
        }}
      />
      <ConfirmDialog
        open={asking === 'decline'}
        title={t('recruitment.offer.decline_title', { title })}
        loses={<p>{t('recruitment.offer.decline_means')}</p>}
        confirmLabel={t('recruitment.offer.decline')}
        onClose={stop}
        onConfirm={async () => {
          await declineOffer({ headers });
          onAnswered({ accepted: false });
        }}
      />
    </>
  );
}

function Afterwards({ answered, offer }: { answered: Answered; offer: PublicOfferView }) {
  const t = useT();
  if (!answered.accepted)
    return (
      <PageHeader
        title={t('recruitment.offer.declined_title')}
        lead={t('recruitment.offer.declined_lead')}
        actions={<ButtonLink to="/openings">{t('recruitment.public.all')}</ButtonLink>}
      />
    );
  return (
    <>
      <PageHeader
        title={t('recruitment.offer.accepted_title')}
        lead={t('recruitment.offer.accepted_lead', {
          name: offer.name,
          title: offer.opening_title,
        })}
      />
      <Stack>
        <p>{t(answered.invited ? 'recruitment.offer.invited' : 'recruitment.offer.has_account')}</p>
        <p>{t('recruitment.offer.training_first')}</p>
        {!answered.invited && (
          <div>
            <ButtonLink to="/sign-in" tone="primary">
              {t('recruitment.offer.sign_in')}
            </ButtonLink>
          </div>
        )}
      </Stack>
    </>
  );
}
