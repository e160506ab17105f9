// One pairing: who, until when, what they agreed, how often they met, and how it ends.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { AgreementCard } from './AgreementCard';
import { pairingQuery } from './data';
import { LastMet } from './LastMet';
import { MeetingsCard } from './MeetingsCard';
import styles from './PairingPage.module.css';
import { PAIRING_TONES } from './words';

// Forms come when they are asked for, so that the page itself stays light.
const EndPairingDialog = lazy(() => import('./EndPairingDialog'));
const LogMeetingDialog = lazy(() => import('./LogMeetingDialog'));

export default function PairingPage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { pairing_id } = useParams({ strict: false }) as { pairing_id: string };
  const [{ log }, setFilters] = useFilters(['log']);
  const [ending, setEnding] = useState(false);
  const pairing = useSuspenseQuery(pairingQuery(pairing_id)).data;
  const coordinates = useCan('end_pairings');
  const active = pairing.state === 'active';
  const mine = Boolean(pairing.my_side);
  const title = mine
    ? pairing.my_side === 'mentor'
      ? pairing.mentee_name
      : pairing.mentor_name
    : t('mentorships.two', { mentee: pairing.mentee_name, mentor: pairing.mentor_name });
  const lead = mine
    ? t(pairing.my_side === 'mentor' ? 'mentorships.lead.mentor' : 'mentorships.lead.mentee', {
        until: dates.date(pairing.ends_on),
      })
    : t('mentorships.lead.other', {
        mentor: pairing.mentor_name,
        mentee: pairing.mentee_name,
        region: pairing.region_name,
      });
  return (
    <>
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
        actions={
          mine &&
          active && (
            <Button tone="primary" onPress={() => setFilters({ log: '1' })}>
              {t('mentorships.log.action')}
            </Button>
          )
        }
      />
      <Stack gap="l">
        <StatList>
          <Stat label={t('mentorships.meetings')} value={number(pairing.meetings)} />
          <Stat
            label={t('mentorships.started_on')}
            value={<span className={styles.day}>{dates.date(pairing.started_on)}</span>}
            note={t('mentorships.until_day', { day: dates.date(pairing.ends_on) })}
          />
          <Stat
            label={t('mentorships.last_met')}
            value={
              <span className={styles.day}>
                <LastMet pairing={pairing} />
              </span>
            }
          />
          {pairing.ended_on && (
            <Stat
              label={t('mentorships.ended_on')}
              value={<span className={styles.day}>{dates.date(pairing.ended_on)}</span>}
              note={pairing.end_reason && t(`mentorships.end.${pairing.end_reason}`)}
            />
          )}
        </StatList>
        <AgreementCard pairing={pairing} />
        <MeetingsCard pairing={pairing} />
        {active && (mine || coordinates) && (
          <div>
            <Button tone="quiet" onPress={() => setEnding(true)}>
              {t('mentorships.end.action')}
            </Button>
          </div>
        )}
      </Stack>
      {mine && active && log && (
        <Suspense>
          <LogMeetingDialog pairing={pairing} onClose={() => setFilters({ log: undefined })} />
        </Suspense>
      )}
      {ending && (
        <Suspense>
          <EndPairingDialog pairing={pairing} onClose={() => setEnding(false)} />
        </Suspense>
      )}
    </>
  );
}
