// The person's own pairings, each with its next step.

import type { DashboardPairing, DashboardView } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card, CardGrid } from '../../shared/ui/Card';
import { Facts } from '../../shared/ui/Facts';
import { pageOf } from './places';

/** The agreement first, then the first meeting, then the next one. */
function nextStep({ state, agreement, meetings }: DashboardPairing): string {
  if (state === 'paused') return 'paused';
  if (agreement === 'missing') return 'write';
  if (agreement === 'written' || agreement === 'waits_for_me') return 'sign';
  return meetings === 0 ? 'meet' : 'log';
}

const PRESSING = ['write', 'sign', 'meet'];
const LOGS = ['meet', 'log'];

export function MyPairings({ dashboard }: { dashboard: DashboardView }) {
  const t = useT();
  const dates = useDates();
  const { permissions } = useMe();
  return (
    <CardGrid>
      {dashboard.my_pairings.map((pairing) => {
        const step = nextStep(pairing);
        const page = pageOf('pairing', permissions, pairing.id);
        // A meeting is noted in seconds: the form is open when the page is.
        const place = page && LOGS.includes(step) ? { ...page, search: { log: '1' } } : page;
        return (
          <Card
            key={pairing.id}
            attention={PRESSING.includes(step)}
            title={t(`today.pairing.${pairing.side}`, { name: pairing.other_name })}
            footer={
              place && (
                <ButtonLink {...place} tone={PRESSING.includes(step) ? 'primary' : 'secondary'}>
                  {t(`today.pairing.step.${step}`)}
                </ButtonLink>
              )
            }
          >
            <Facts
              items={[
                {
                  term: t('today.pairing.agreement'),
                  value: t(`today.pairing.agreement.${pairing.agreement}`),
                },
                {
                  term: t('today.pairing.meetings'),
                  value: pairing.last_met_on
                    ? t('today.pairing.met', {
                        count: pairing.meetings,
                        date: dates.date(pairing.last_met_on),
                      })
                    : t('today.pairing.not_met'),
                },
                { term: t('today.pairing.until'), value: dates.date(pairing.ends_on) },
              ]}
            />
          </Card>
        );
      })}
    </CardGrid>
  );
}
