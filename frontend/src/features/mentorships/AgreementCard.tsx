// What the two agreed on: written by either, signed by both, and nobody signs words that changed meanwhile.
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { type AgreementView, type PairingView, signAgreement } from '../../gen';
import { ApiProblem } from '../../shared/api/problem';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Facts } from '../../shared/ui/Facts';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { conductChanged, conductQuery } from './conduct';
import { agreementQuery, pairingChanged } from './data';
import styles from './PairingPage.module.css';
import { AGREEMENT_TONES } from './words';

// Forms come when they are asked for, so that the page itself stays light.
const AgreementForm = lazy(() => import('./AgreementForm'));
const SignDialog = lazy(() => import('./SignDialog'));

interface AgreementCardProps {
  pairing: PairingView;
  /** It stands in the narrow column. */
  narrow?: boolean;
}

export function AgreementCard({ pairing, narrow = false }: AgreementCardProps) {
  const t = useT();
  const [writing, setWriting] = useState(false);
  const read = useSuspenseQuery(agreementQuery(pairing)).data;
  const mine = pairing.may_write;
  const state = read?.value.state ?? 'none';
  return (
    <KeepFocus>
      {writing ? (
        <Card title={t('mentorships.agreement')}>
          <Suspense>
            <AgreementForm pairing={pairing} agreement={read} onClose={() => setWriting(false)} />
          </Suspense>
        </Card>
      ) : (
        <Card
          title={t('mentorships.agreement')}
          attention={mine && state !== 'signed'}
          aside={
            <StateBadge
              state={state}
              label={t(`mentorships.agreement.state.${state}`)}
              tones={pairing.state === 'ended' ? {} : AGREEMENT_TONES}
            />
          }
          footer={
            mine &&
            read && (
              <>
                <Sign pairing={pairing} agreement={read.value} />
                <Button tone="quiet" onPress={() => setWriting(true)}>
                  {t('mentorships.agreement.change')}
                </Button>
              </>
            )
          }
        >
          {read ? (
            <Terms pairing={pairing} agreement={read.value} narrow={narrow} />
          ) : (
            <EmptyState
              title={t('mentorships.agreement.empty')}
              next={t(
                `mentorships.agreement.empty_${pairing.state === 'ended' ? 'ended' : pairing.my_side ? 'mine' : 'next'}`,
              )}
              action={
                mine && (
                  <Button tone="primary" onPress={() => setWriting(true)}>
                    {t('mentorships.agreement.write')}
                  </Button>
                )
              }
            />
          )}
        </Card>
      )}
    </KeepFocus>
  );
}

interface PartProps {
  pairing: PairingView;
  agreement: AgreementView;
}

function Terms({ pairing, agreement, narrow }: PartProps & { narrow: boolean }) {
  const t = useT();
  const dates = useDates();
  const signed = (at: string | null | undefined) =>
    at
      ? t('mentorships.agreement.signed_at', { when: dates.dateTime(at) })
      : t('mentorships.agreement.not_signed');
  return (
    <Stack>
      <div>
        <h3>{t('mentorships.agreement.goals')}</h3>
        <ul className={styles.goals}>
          {agreement.goals.map((goal) => (
            <li key={goal}>{goal}</li>
          ))}
        </ul>
      </div>
      <Facts
        stacked={narrow}
        items={[
          {
            term: t('mentorships.agreement.cadence'),
            value: t(`mentorships.cadence.${agreement.cadence}`),
          },
          { term: t('mentorships.until'), value: dates.date(agreement.ends_on) },
          {
            term: t('mentorships.agreement.confidentiality'),
            value: <p className={styles.text}>{agreement.confidentiality}</p>,
          },
          { term: pairing.mentee_name, value: signed(agreement.mentee_signed_at) },
          { term: pairing.mentor_name, value: signed(agreement.mentor_signed_at) },
        ]}
      />
    </Stack>
  );
}

function Sign({ pairing, agreement }: PartProps) {
  const t = useT();
  const mine =
    pairing.my_side === 'mentor' ? agreement.mentor_signed_at : agreement.mentee_signed_at;
  const conduct = useSuspenseQuery(conductQuery).data.value;
  const [reading, setReading] = useState(false);
  const refresh = () => Promise.all([pairingChanged(pairing.id), conductChanged()]);
  const sign = useMutation({
    // Whoever has accepted the code of conduct in force signs the agreement alone.
    mutationFn: () =>
      signAgreement({
        path: { id: pairing.id },
        body: {
          terms_digest: agreement.terms_digest,
          ...(conduct.accepted ? {} : { conduct_version: conduct.version }),
        },
      }),
    onSuccess: async () => {
      setReading(false);
      await refresh();
      notify({ tone: 'done', text: t('mentorships.agreement.signed') });
    },
    // The words changed while they were read: show the new ones before anybody signs.
    onError: (error) => {
      setReading(false);
      if (error instanceof ApiProblem && [409, 412].includes(error.status)) void refresh();
    },
  });
  if (mine) return null;
  return (
    <>
      {sign.error && <ErrorState error={sign.error} focusOnMount />}
      <Button
        tone="primary"
        pending={sign.isPending}
        onPress={() => (conduct.accepted ? sign.mutate() : setReading(true))}
      >
        {t('mentorships.agreement.sign')}
      </Button>
      {reading && (
        <Suspense>
          <SignDialog
            conduct={conduct}
            pending={sign.isPending}
            onSign={() => sign.mutate()}
            onClose={() => setReading(false)}
          />
        </Suspense>
      )}
    </>
  );
}
