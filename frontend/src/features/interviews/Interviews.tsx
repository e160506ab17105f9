// Interviews of an opening, for those who decide: who is invited and how far they are, and the agenda of slots by day.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpeningDetail } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { Stack } from '../../shared/ui/Stack';
import { Agenda } from './Agenda';
import { Applicants } from './Applicants';
import { InviteDialog } from './InviteDialog';
import { interviewsQuery, slotsQuery } from './queries';
import { SeriesDialog } from './SeriesDialog';
import { SlotDialog } from './SlotDialog';

type Asking = 'slot' | 'series' | 'invite' | null;

export default function Interviews({ opening }: { opening: OpeningDetail }) {
  const t = useT();
  const { timeZone } = useDates();
  const { data: slots } = useSuspenseQuery(slotsQuery(opening.id));
  const { data: interviews } = useSuspenseQuery(interviewsQuery(opening.id));
  const [asking, setAsking] = useState<Asking>(null);
  const stop = () => setAsking(null);
  const open = opening.state === 'published' || opening.state === 'closed';
  const over = open ? undefined : t('interviews.not_open');
  const now = Date.now();
  const free = slots.filter(({ holder, starts_at }) => !holder && Date.parse(starts_at) > now);
  const series = (
    <Button
      tone={slots.length === 0 ? 'primary' : 'secondary'}
      disabledReason={over}
      onPress={() => setAsking('series')}
    >
      {t('interviews.series.add')}
    </Button>
  );
  const single = (
    <Button disabledReason={over} onPress={() => setAsking('slot')}>
      {t('interviews.slot.add')}
    </Button>
  );
  const noFree = free.length === 0 ? t('interviews.invite.slots_first') : undefined;
  const invite = (
    <Button tone="primary" disabledReason={over ?? noFree} onPress={() => setAsking('invite')}>
      {t('interviews.invite.act')}
    </Button>
  );
  return (
    <Stack gap="l">
      {slots.length === 0 && interviews.length === 0 ? (
        <EmptyState
          title={t('interviews.empty')}
          next={t('interviews.empty_next')}
          action={
            <Stack row>
              {series}
              {single}
            </Stack>
          }
        />
      ) : (
        <>
          <section aria-labelledby="interviews-applicants">
            <Stack>
              <h2 id="interviews-applicants">{t('interviews.applicants')}</h2>
              <div>{invite}</div>
              <Applicants opening={opening} interviews={interviews} slots={slots} />
            </Stack>
          </section>
          <section aria-labelledby="interviews-agenda">
            <Stack>
              <h2 id="interviews-agenda">{t('interviews.agenda')}</h2>
              <Stack row>
                {series}
                {single}
              </Stack>
              <p>
                {t('interviews.agenda_lead', {
                  free: free.length,
                  zone: timeZone.replaceAll('_', ' '),
                })}
              </p>
              <Agenda opening={opening} slots={slots} />
            </Stack>
          </section>
        </>
      )}
      {asking === 'slot' && <SlotDialog opening={opening} onClose={stop} />}
      {asking === 'series' && <SeriesDialog opening={opening} onClose={stop} />}
      {asking === 'invite' && (
        <InviteDialog opening={opening} interviews={interviews} free={free.length} onClose={stop} />
      )}
    </Stack>
  );
}
