// The places of the waitlist: who, since when, why, and the two things that help.
import type { WaitingMentee } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { Stack } from '../../shared/ui/Stack';
import styles from './Waitlist.module.css';
import { Why } from './Why';

interface WaitlistTableProps {
  rows: readonly WaitingMentee[];
  busy: boolean;
  /** Why nobody can be matched now. */
  offReason: string | undefined;
  onAsk: (what: 'rematch' | 'freed', whom: WaitingMentee) => void;
}

export function WaitlistTable({ rows, busy, offReason, onAsk }: WaitlistTableProps) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const today = new Date().toISOString();
  return (
    <DataTable
      caption={t('matching.waitlist.title')}
      captionHidden
      busy={busy}
      rows={rows}
      rowKey={({ mentee }) => mentee.enrolment_id}
      empty={null}
      columns={[
        {
          id: 'mentee',
          header: t('matching.role.mentee'),
          cell: ({ mentee }) => (
            <AppLink to="/enrolments/$enrolment_id" params={{ enrolment_id: mentee.enrolment_id }}>
              {mentee.name}
            </AppLink>
          ),
        },
        {
          id: 'place',
          header: t('matching.waitlist.place'),
          numeric: true,
          cell: ({ place }) => number(place),
        },
        {
          id: 'since',
          header: t('matching.waitlist.since'),
          cell: ({ waits_since }) => (
            <span className={styles.since}>
              {dates.day(waits_since)}
              <span className={styles.soft}>{dates.until(day(waits_since), day(today))}</span>
            </span>
          ),
        },
        {
          id: 'why',
          header: t('matching.unmatched.why'),
          cell: (row) => <WaitsBecause waiting={row} />,
        },
        {
          id: 'region',
          header: t('matching.region'),
          cell: ({ mentee }) => mentee.region_name,
        },
        {
          id: 'acts',
          header: t('matching.waitlist.acts'),
          cell: (row) => (
            <Stack gap="s">
              <Button
                small
                labelSuffix={`: ${row.mentee.name}`}
                disabledReason={offReason}
                reasonHidden
                onPress={() => onAsk('rematch', row)}
              >
                {t('matching.rematch.action')}
              </Button>
              <Button
                small
                tone="quiet"
                labelSuffix={`: ${row.mentee.name}`}
                onPress={() => onAsk('freed', row)}
              >
                {t('matching.freed.action')}
              </Button>
            </Stack>
          ),
        },
      ]}
    />
  );
}

const day = (instant: string) => instant.slice(0, 10);

export function WaitsBecause({ waiting }: { waiting: WaitingMentee }) {
  const t = useT();
  const { why, reason } = waiting;
  return reason ? <Why why={reason} /> : <span>{t(`matching.waitlist.because.${why}`)}</span>;
}
