// Check-ins, the latest first: one's own for the two, all of both for their coordinator.

import { type CheckInView, listCheckIns, type PairingView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { Timeline } from '../../shared/ui/Timeline';
import styles from './CheckIn.module.css';
import { CHECK_IN_TONES } from './words';

const SHOWN = 5;

export function CheckInList({ pairing, mine = false }: { pairing: PairingView; mine?: boolean }) {
  const t = useT();
  const dates = useDates();
  const item = ({ id, created_at, choice, text, person_name, readers }: CheckInView) => ({
    id,
    when: dates.dateTime(created_at),
    dateTime: created_at,
    title: (
      <>
        {!mine && `${person_name} `}
        <StateBadge
          state={choice}
          label={t(`mentorships.check_in.${choice}`)}
          tones={CHECK_IN_TONES}
        />
      </>
    ),
    detail: (
      <>
        {text && <p className={styles.said}>{text}</p>}
        {mine && readers.length > 0 && (
          <p>{t('mentorships.check_in.read_by', { names: readers.join(', ') })}</p>
        )}
      </>
    ),
  });
  return (
    <PagedList
      queryKey={['check-ins', pairing.id]}
      read={async (page, signal) =>
        (await listCheckIns({ path: { id: pairing.id }, query: { limit: SHOWN, ...page }, signal }))
          .data
      }
      label={t('mentorships.check_ins')}
      empty={
        mine ? null : (
          <EmptyState
            title={t('mentorships.check_ins.empty')}
            next={t('mentorships.check_ins.empty_next')}
          />
        )
      }
    >
      {(rows) => <Timeline items={rows.map(item)} />}
    </PagedList>
  );
}
