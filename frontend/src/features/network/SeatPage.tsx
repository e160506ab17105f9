// One seat: its terms as they followed each other, and what the task force does with them.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { closeSeat, reopenSeat, type TermView } from '../../gen';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { todayInUtc } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Timeline } from '../../shared/ui/Timeline';
import { networkChanged } from './changing';
import { regionsQuery, seatQuery, termRulesQuery, termsQuery } from './reading';
import { isOver, TermDetail, type TermDialog } from './TermCard';

// Forms come when they are asked for; most only read the page.
const AppointDialog = lazy(() => import('./AppointDialog'));
const RenewDialog = lazy(() => import('./RenewDialog'));
const EndTermDialog = lazy(() => import('./EndTermDialog'));
const LeaveDialog = lazy(() => import('./LeaveDialog'));
const RenameSeatDialog = lazy(() => import('./RenameSeatDialog'));
const EndingDialog = lazy(() => import('./EndingDialog'));
const TermRulesDialog = lazy(() => import('./TermRulesDialog'));

export default function SeatPage() {
  const t = useT();
  const dates = useDates();
  const queries = useQueryClient();
  const { seat_id } = useParams({ strict: false }) as { seat_id: string };
  const seat = useSuspenseQuery(seatQuery(seat_id)).data;
  const rules = useSuspenseQuery(termRulesQuery).data;
  const regions = useSuspenseQuery(regionsQuery).data;
  const terms = useSuspenseQuery(termsQuery)
    .data.filter((term) => term.seat_id === seat.id)
    .sort((a, b) => b.starts_on.localeCompare(a.starts_on));
  const [asking, setAsking] = useState<'appoint' | 'rename' | 'close' | 'rules' | null>(null);
  const [about, setAbout] = useState<{ what: TermDialog; term: TermView } | null>(null);
  const mayManage = useCan('manage_terms');
  const off = useDisabledReason('manage_terms', seat.closed && t('network.seat_is_closed'));
  const changeOff = useDisabledReason('change_network');
  const serving = terms.find((term) => !isOver(term));
  const closeOff = useDisabledReason(
    'change_network',
    serving && t('network.close_seat.served', { name: serving.person_name }),
  );
  const region = regions.find(({ id }) => id === seat.region_id);
  const reopen = async () => {
    try {
      await reopenSeat({ path: { id: seat.id } });
    } catch (error) {
      notify({ tone: 'problem', error });
    }
    await networkChanged(queries);
  };
  return (
    <>
      <PageHeader
        title={seat.name}
        lead={t('network.seat_page.lead')}
        badge={seat.closed ? <Badge>{t('network.seat_closed')}</Badge> : undefined}
        actions={
          <>
            <Button tone="primary" disabledReason={off} onPress={() => setAsking('appoint')}>
              {t('network.appoint.action')}
            </Button>
            <Button disabledReason={changeOff} reasonHidden onPress={() => setAsking('rename')}>
              {t('network.rename_seat')}
            </Button>
            {seat.closed ? (
              <Button disabledReason={changeOff} reasonHidden onPress={reopen}>
                {t('network.reopen_seat')}
              </Button>
            ) : (
              <Button disabledReason={closeOff} onPress={() => setAsking('close')}>
                {t('network.close_seat.action')}
              </Button>
            )}
          </>
        }
      />
      <Stack gap="l">
        {region && (
          <p>
            <AppLink to={`/regions/${region.id}`}>{`${region.code} ${region.name}`}</AppLink>
          </p>
        )}
        <Card title={t('network.terms')}>
          {terms.length === 0 ? (
            <EmptyState title={t('network.terms_empty')} next={t('network.seat_page.empty_next')} />
          ) : (
            <Timeline
              items={terms.map((term) => ({
                id: term.id,
                when: t('network.term.span', {
                  from: dates.date(term.starts_on),
                  until: dates.date(term.ends_on),
                }),
                dateTime: term.starts_on,
                title: term.person_name,
                ahead: term.starts_on > todayInUtc(),
                detail: (
                  <TermDetail
                    term={term}
                    onAsk={mayManage ? (what) => setAbout({ what, term }) : undefined}
                  />
                ),
              }))}
            />
          )}
        </Card>
        <p>
          {t('network.term_rules', {
            renewals: rules.most_renewals,
            days: rules.most_handover_days,
          })}
        </p>
        {mayManage && (
          <div>
            <Button onPress={() => setAsking('rules')}>{t('network.rules.title')}</Button>
          </div>
        )}
      </Stack>
      <Suspense fallback={null}>
        {asking === 'appoint' && (
          <AppointDialog
            seat={seat}
            handoverDays={rules.most_handover_days}
            onClose={() => setAsking(null)}
          />
        )}
        {asking === 'rename' && <RenameSeatDialog seat={seat} onClose={() => setAsking(null)} />}
        {asking === 'rules' && <TermRulesDialog rules={rules} onClose={() => setAsking(null)} />}
        {about?.what === 'why' && <EndingDialog term={about.term} onClose={() => setAbout(null)} />}
        {about?.what === 'renew' && (
          <RenewDialog term={about.term} onClose={() => setAbout(null)} />
        )}
        {about?.what === 'leave' && (
          <LeaveDialog term={about.term} onClose={() => setAbout(null)} />
        )}
        {about?.what === 'end' && (
          <EndTermDialog term={about.term} onClose={() => setAbout(null)} />
        )}
      </Suspense>
      <ConfirmDialog
        title={t('network.close_seat.title', { seat: seat.name })}
        loses={<p>{t('network.close_seat.loses')}</p>}
        confirmLabel={t('network.close_seat.action')}
        open={asking === 'close'}
        onClose={() => setAsking(null)}
        onConfirm={async () => {
          await closeSeat({ path: { id: seat.id } });
          await networkChanged(queries);
        }}
      />
    </>
  );
}
