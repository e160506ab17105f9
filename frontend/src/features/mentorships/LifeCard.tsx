// The life of a pairing: how long it goes, and what can be done about that: pause, resume, extend, end.
import { lazy, Suspense, useState } from 'react';
import { neverPairAgain, type PairingView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { Facts } from '../../shared/ui/Facts';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { certified } from './endings';
import { LastMet } from './LastMet';
import { otherName, type Viewer } from './viewer';

// Forms come when they are asked for, so that the page itself stays light.
const PauseDialog = lazy(() => import('./PauseDialog'));
const ExtendDialog = lazy(() => import('./ExtendDialog'));
const EndPairingDialog = lazy(() => import('./EndPairingDialog'));
const ConcernDialog = lazy(() => import('./ConcernDialog'));

type Doing = 'pause' | 'extend' | 'end' | 'never_again' | 'concern';

export function LifeCard({ pairing, viewer }: { pairing: PairingView; viewer: Viewer }) {
  const t = useT();
  const [doing, setDoing] = useState<Doing | null>(null);
  const stop = () => setDoing(null);
  const mine = viewer === 'pair';
  const name = otherName(pairing);
  return (
    <KeepFocus>
      <Card
        title={t('mentorships.life')}
        footer={
          viewer !== 'overseer' && <Ways pairing={pairing} viewer={viewer} start={setDoing} />
        }
      >
        <Stack>
          <Span pairing={pairing} />
          {mine && (
            <p>
              <AppLink to="/code-of-conduct">{t('mentorships.conduct.link')}</AppLink>
            </p>
          )}
          {mine && (
            <Stack gap="s" row>
              <Button small onPress={() => setDoing('concern')}>
                {t('mentorships.concern.action')}
              </Button>
              {pairing.state === 'ended' && (
                <Button small onPress={() => setDoing('never_again')}>
                  {t('mentorships.never_again.action')}
                </Button>
              )}
            </Stack>
          )}
        </Stack>
      </Card>
      <Suspense>
        {doing === 'pause' && <PauseDialog pairing={pairing} onClose={stop} />}
        {doing === 'extend' && <ExtendDialog pairing={pairing} onClose={stop} />}
        {doing === 'end' && <EndPairingDialog pairing={pairing} onClose={stop} />}
        {doing === 'concern' && <ConcernDialog pairing={pairing} onClose={stop} />}
      </Suspense>
      <ConfirmDialog
        open={doing === 'never_again'}
        title={t('mentorships.never_again.title', { name })}
        loses={<p>{t('mentorships.never_again.loses', { name })}</p>}
        confirmLabel={t('mentorships.never_again.confirm')}
        onClose={stop}
        onConfirm={async () => {
          await neverPairAgain({ path: { id: pairing.id } });
          notify({ tone: 'done', text: t('mentorships.never_again.done') });
        }}
      />
    </KeepFocus>
  );
}

interface WaysProps {
  pairing: PairingView;
  viewer: Viewer;
  start: (what: Doing) => void;
}

function Ways({ pairing, viewer, start }: WaysProps) {
  const t = useT();
  if (pairing.state === 'ended') {
    return certified(pairing) ? (
      <ButtonLink to="/pairings/$pairing_id/certificate" params={{ pairing_id: pairing.id }}>
        {t('mentorships.certificate.see')}
      </ButtonLink>
    ) : viewer === 'coordinator' ? (
      <SomebodyNew pairing={pairing} />
    ) : null;
  }
  return (
    <>
      {(viewer !== 'pair' || pairing.may_write) && (
        <Button onPress={() => start('extend')}>{t('mentorships.extend.action')}</Button>
      )}
      {pairing.state === 'active' && (
        <Button onPress={() => start('pause')}>{t('mentorships.pause.action')}</Button>
      )}
      <Button tone="quiet" onPress={() => start('end')}>
        {t('mentorships.end.action')}
      </Button>
    </>
  );
}

/** Where the mentee waits now, and somebody new is found with one press. */
function SomebodyNew({ pairing }: { pairing: PairingView }) {
  const t = useT();
  return (
    <ButtonLink
      to="/cycles/$cycle_id/waitlist"
      params={{ cycle_id: pairing.cycle_id }}
      search={{ person: pairing.mentee_id }}
    >
      {t('mentorships.somebody_new', { name: pairing.mentee_name })}
    </ButtonLink>
  );
}

function Span({ pairing }: { pairing: PairingView }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { started_on, ends_on, ended_on, end_reason, ended_by_side, made_by } = pairing;
  // Whoever is responsible sees beforehand that nobody has to end it.
  const until = pairing.ends_by_itself
    ? t('mentorships.until_by_itself', { day: dates.date(ends_on) })
    : dates.date(ends_on);
  return (
    <Facts
      items={[
        { term: t('mentorships.last_met'), value: <LastMet pairing={pairing} /> },
        { term: t('mentorships.meetings'), value: number(pairing.meetings) },
        { term: t('mentorships.started_on'), value: dates.date(started_on) },
        ended_on
          ? { term: t('mentorships.ended_on'), value: dates.date(ended_on) }
          : { term: t('mentorships.until'), value: until },
        ...(end_reason
          ? [
              {
                term: t('mentorships.end.reason'),
                value: ended_by_side
                  ? t('mentorships.end.reason_by', {
                      reason: t(`mentorships.end.${end_reason}`),
                      by: t(`mentorships.side.${ended_by_side}`),
                    })
                  : t(`mentorships.end.${end_reason}`),
              },
            ]
          : []),
        { term: t('mentorships.made_by'), value: t(`mentorships.made_by.${made_by}`) },
        { term: t('mentorships.region'), value: pairing.region_name },
      ]}
    />
  );
}
