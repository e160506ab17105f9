// One pairing: who, until when, what they work towards and agreed, how often they met; for the two also their notes and coordinator.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { PairingView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { AgreementCard } from './AgreementCard';
import { pairingQuery } from './data';
import { GoalsCard } from './GoalsCard';
import { LifeCard } from './LifeCard';
import { MeetingsCard } from './MeetingsCard';
import { NextMeetingCard } from './NextMeetingCard';
import { OnThisPage } from './OnThisPage';
import { OverseenParts } from './OverseenParts';
import { OwnParts } from './OwnParts';
import styles from './PairingPage.module.css';
import { PausedNotice } from './PausedNotice';
import { useViewer, type Viewer } from './viewer';
import { PAIRING_TONES } from './words';

// Forms come when they are asked for, so that the page itself stays light.
const LogMeetingDialog = lazy(() => import('./LogMeetingDialog'));

export default function PairingPage() {
  const t = useT();
  const { pairing_id } = useParams({ strict: false }) as { pairing_id: string };
  const [{ log }, setFilters] = useFilters(['log']);
  const pairing = useSuspenseQuery(pairingQuery(pairing_id)).data;
  const viewer = useViewer(pairing);
  const logs = viewer === 'pair' && pairing.may_write;
  return (
    <>
      <Head pairing={pairing} viewer={viewer}>
        {logs && (
          <Button tone="primary" onPress={() => setFilters({ log: '1' })}>
            {t('mentorships.log.action')}
          </Button>
        )}
      </Head>
      <Stack gap="l">
        {pairing.state === 'paused' && <PausedNotice pairing={pairing} viewer={viewer} />}
        {viewer === 'pair' && <OnThisPage pairing={pairing} />}
        <Parts
          key={pairing.id}
          pairing={pairing}
          viewer={viewer}
          onLog={logs ? () => setFilters({ log: '1' }) : undefined}
        />
      </Stack>
      {logs && log && (
        <Suspense>
          <LogMeetingDialog pairing={pairing} onClose={() => setFilters({ log: undefined })} />
        </Suspense>
      )}
    </>
  );
}

interface PartsProps {
  pairing: PairingView;
  viewer: Viewer;
}

function Parts({ pairing, viewer, onLog }: PartsProps & { onLog: (() => void) | undefined }) {
  // What is missing stands first; it keeps its place while the page is open, so that nothing jumps when it is signed.
  const [unsigned] = useState(pairing.agreement !== 'signed');
  const agreement = (
    <div id="agreement">
      <AgreementCard pairing={pairing} narrow={!unsigned} />
    </div>
  );
  const pair = viewer === 'pair';
  return (
    <div className={styles.board}>
      <div className={styles.main}>
        {pair && pairing.state !== 'ended' && <OwnParts part="asked" pairing={pairing} />}
        {!pair && <OverseenParts part="health" pairing={pairing} viewer={viewer} />}
        <div id="next-meeting">
          <NextMeetingCard pairing={pairing} viewer={viewer} />
        </div>
        {unsigned && agreement}
        <div id="goals">
          <GoalsCard pairing={pairing} viewer={viewer} />
        </div>
        <div id="meetings">
          <MeetingsCard pairing={pairing} onLog={onLog} />
        </div>
        {pair && <OwnParts part="notes" pairing={pairing} />}
      </div>
      <div className={styles.side}>
        {pair && <OwnParts part="coordinator" pairing={pairing} />}
        {viewer === 'coordinator' && (
          <OverseenParts part="said" pairing={pairing} viewer={viewer} />
        )}
        {!unsigned && agreement}
        <LifeCard pairing={pairing} viewer={viewer} />
      </div>
    </div>
  );
}

interface HeadProps extends PartsProps {
  children: ReactNode;
}

function Head({ pairing, viewer, children }: HeadProps) {
  const t = useT();
  const dates = useDates();
  const { my_side, mentee_name, mentor_name, region_name } = pairing;
  const title =
    viewer === 'pair'
      ? my_side === 'mentor'
        ? mentee_name
        : mentor_name
      : t('mentorships.two', { mentee: mentee_name, mentor: mentor_name });
  const lead =
    viewer === 'pair'
      ? t(my_side === 'mentor' ? 'mentorships.lead.mentor' : 'mentorships.lead.mentee', {
          until: dates.date(pairing.ended_on ?? pairing.ends_on),
        })
      : t('mentorships.lead.other', {
          mentor: mentor_name,
          mentee: mentee_name,
          region: region_name,
        });
  return (
    <PageHeader
      title={title}
      badge={
        <StateBadge
          state={pairing.state}
          label={t(`mentorships.state.${pairing.state}`)}
          tones={PAIRING_TONES}
        />
      }
      lead={lead}
      actions={children}
    />
  );
}
