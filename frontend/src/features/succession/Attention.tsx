// The seats that need somebody, most urgent first, each with the next step.
import type { Coverage, CoverageSeat } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Card } from '../../shared/ui/Card';
import styles from './Attention.module.css';
import { SEAT_STATES, SeatBadge } from './states';

export function Attention({ coverage }: { coverage: Coverage }) {
  const t = useT();
  const dates = useDates();
  const mayRecruit = useCan('manage_openings');
  const mayJudge = useCan('view_succession');
  const urgent = coverage.regions
    .flatMap((region) => region.seats)
    .filter((seat) => seat.state !== 'covered')
    .sort(
      (a, b) =>
        SEAT_STATES.indexOf(a.state) - SEAT_STATES.indexOf(b.state) ||
        (a.covered_until ?? '').localeCompare(b.covered_until ?? ''),
    );
  const said = (seat: CoverageSeat) => {
    const name = seat.terms[0]?.person_name ?? '';
    if (seat.state === 'ending_soon' && seat.covered_until)
      return t('succession.attention.ends', {
        name,
        until: dates.date(seat.covered_until),
        in: dates.until(seat.covered_until, coverage.today),
      });
    if (seat.state === 'in_training') return t('succession.attention.training', { name });
    return t('succession.attention.nobody');
  };
  return (
    <Card
      title={t('succession.attention.title')}
      attention={urgent.length > 0}
      aside={t('succession.attention.count', { count: urgent.length })}
    >
      {urgent.length === 0 ? (
        <p>{t('succession.attention.none')}</p>
      ) : (
        <ul className={styles.list}>
          {urgent.map((seat) => {
            const term = seat.terms[0];
            return (
              <li key={seat.seat_id}>
                <div className={styles.line}>
                  <span className={styles.region}>{seat.region_name}</span>
                  <SeatBadge state={seat.state} />
                </div>
                <p>{said(seat)}</p>
                <p className={styles.next}>
                  {term && mayJudge && (
                    <AppLink to={`/terms/${term.term_id}/readiness`}>
                      {t('succession.attention.readiness', { name: term.person_name })}
                    </AppLink>
                  )}
                  {seat.state !== 'in_training' && mayRecruit && (
                    <AppLink to="/recruitment/new">
                      {t('succession.attention.recruit', { region: seat.region_name })}
                    </AppLink>
                  )}
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
