// The applicant's own page, by the link in the receipt: where the application is, who was asked about it, and a way back.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type FollowedApplication, getFollowedApplication, withdrawApplication } from '../../gen';
import { ApiProblem } from '../../shared/api/problem';
import { byLink, useLinkToken } from '../../shared/auth/linkToken';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { StateBadge, type Tone } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Facts } from '../../shared/ui/Facts';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { Stepper } from '../../shared/ui/Stepper';
import { ContactDetails } from './ContactDetails';
import { NamedReferees } from './NamedReferees';
import styles from './Public.module.css';

const STEPS = ['received', 'in_review', 'offer_made', 'appointed'] as const;
const TONES: Partial<Record<FollowedApplication['state'], Tone>> = {
  received: 'attention',
  in_review: 'attention',
  offer_made: 'good',
  appointed: 'good',
};

export default function ApplicationStatusPage() {
  const t = useT();
  const token = useLinkToken();
  if (!token)
    return (
      <PageHeader
        title={t('recruitment.link.incomplete')}
        lead={t('recruitment.link.incomplete_next')}
      />
    );
  return <Status key={token} token={token} />;
}

function Status({ token }: { token: string }) {
  const t = useT();
  const queryClient = useQueryClient();
  const queryKey = ['followed-application', token];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await getFollowedApplication({ headers: byLink(token), signal })).data,
  });
  if (error && !data) {
    if (error instanceof ApiProblem && [401, 403, 404].includes(error.status))
      return (
        <PageHeader
          title={t('recruitment.link.over')}
          lead={t('recruitment.status.link_over_next')}
        />
      );
    return (
      <Stack>
        <PageHeader title={t('recruitment.status.title')} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Stack>
    );
  }
  if (!data) return <Skeleton heading lines={6} />;
  return (
    <TheStatus
      application={data}
      token={token}
      onChanged={(next) => queryClient.setQueryData(queryKey, next)}
    />
  );
}

interface TheStatusProps {
  application: FollowedApplication;
  token: string;
  onChanged: (next: FollowedApplication) => void;
}

function TheStatus({ application, token, onChanged }: TheStatusProps) {
  const t = useT();
  const dates = useDates();
  const [withdrawing, setWithdrawing] = useState(false);
  const { state, opening_title: title, references } = application;
  const underWay = STEPS.some((step) => step === state);
  const waits = references.some((each) => each.state === 'named' || each.state === 'asked');
  return (
    <>
      <PageHeader
        title={t('recruitment.status.greeting', { name: application.name })}
        lead={t('recruitment.status.lead', { title })}
        badge={
          <StateBadge state={state} tones={TONES} label={t(`recruitment.status.state.${state}`)} />
        }
      />
      <Stack gap="l">
        {underWay && (
          <Stepper
            label={t('recruitment.status.steps')}
            steps={STEPS.map((id) => ({ id, label: t(`recruitment.status.state.${id}`) }))}
            current={state}
          />
        )}
        <section className={styles.part} aria-labelledby="next">
          <h2 id="next">{t('recruitment.thanks.next')}</h2>
          <Next application={application} />
        </section>
        <Facts
          items={[
            { term: t('recruitment.region'), value: application.region_name },
            { term: t('recruitment.received'), value: dates.dateTime(application.submitted_at) },
            {
              term: t('recruitment.closes'),
              value: t('recruitment.public.closes_on', { day: dates.date(application.closes_on) }),
            },
          ]}
        />
        <ContactDetails application={application} token={token} onChanged={onChanged} />
        {references.length > 0 && (
          <section className={styles.part} aria-labelledby="references">
            <h2 id="references">{t('recruitment.references.title')}</h2>
            <NamedReferees application={application} token={token} onChanged={onChanged} />
          </section>
        )}
        {application.may_withdraw ? (
          <section className={styles.part} aria-labelledby="withdraw">
            <h2 id="withdraw">{t('recruitment.withdraw.title')}</h2>
            <Stack>
              <p>{t('recruitment.withdraw.lead')}</p>
              <div>
                <Button onPress={() => setWithdrawing(true)}>
                  {t('recruitment.withdraw.act')}
                </Button>
              </div>
            </Stack>
          </section>
        ) : (
          <div>
            <ButtonLink to="/openings">{t('recruitment.public.all')}</ButtonLink>
          </div>
        )}
      </Stack>
      <ConfirmDialog
        open={withdrawing}
        title={t('recruitment.withdraw.confirm', { title })}
        loses={
          <Stack gap="s">
            <p>{t('recruitment.withdraw.means')}</p>
            {application.offer_open_until && <p>{t('recruitment.withdraw.offer')}</p>}
            {waits && <p>{t('recruitment.withdraw.referees')}</p>}
          </Stack>
        }
        confirmLabel={t('recruitment.withdraw.act')}
        onClose={() => setWithdrawing(false)}
        onConfirm={async () => {
          const { data } = await withdrawApplication({ headers: byLink(token) });
          onChanged(data);
          window.scrollTo(0, 0);
          notify({ tone: 'done', text: t('recruitment.withdraw.done') });
        }}
      />
    </>
  );
}

/** What happens next, in plain words. */
function Next({ application }: { application: FollowedApplication }) {
  const t = useT();
  const dates = useDates();
  const { state, accepts_applications: open, offer_open_until: until } = application;
  if (state === 'offer_made')
    return (
      <p>
        {until
          ? t('recruitment.status.next.offer_open', { until: dates.dateTime(until) })
          : t('recruitment.status.next.offer_over')}
      </p>
    );
  if (state === 'received' && open)
    return (
      <p>
        {t('recruitment.status.next.received_open', { day: dates.date(application.closes_on) })}
      </p>
    );
  return <p>{t(`recruitment.status.next.${state}`)}</p>;
}
