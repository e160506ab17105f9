// The holder of a mailed link chooses a time for the interview, in their own time zone; moves it, cancels it, takes it into a
// calendar. Reading changes nothing.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getPublicInterview, type PublicInterviewView } from '../../gen';
import { expectArrival } from '../../shared/a11y/arrival';
import { ApiProblem } from '../../shared/api/problem';
import { queryClient } from '../../shared/api/queryClient';
import { byLink, useLinkToken } from '../../shared/auth/linkToken';
import { browserTimeZone } from '../../shared/i18n/timeZone';
import { useT } from '../../shared/i18n/useT';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { Booked } from './Booked';
import { ChooseTime } from './ChooseTime';

export default function BookingPage() {
  const t = useT();
  const token = useLinkToken();
  if (!token)
    return (
      <PageHeader
        title={t('interviews.link.incomplete')}
        lead={t('interviews.link.incomplete_next')}
      />
    );
  return <Booking key={token} token={token} />;
}

function Booking({ token }: { token: string }) {
  const t = useT();
  const queryKey = ['interview-by-link', token];
  const [zone, setZone] = useState<string | null>(null);
  const [moving, setMoving] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await getPublicInterview({ headers: byLink(token), signal })).data,
  });
  if (error) {
    const over = error instanceof ApiProblem && [401, 403, 404].includes(error.status);
    if (over)
      return <PageHeader title={t('interviews.link.over')} lead={t('interviews.link.over_next')} />;
    return (
      <Stack>
        <PageHeader title={t('interviews.book.title')} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Stack>
    );
  }
  if (!data) return <Skeleton heading lines={6} />;
  const turn = (now: PublicInterviewView) => {
    expectArrival();
    window.scrollTo(0, 0);
    queryClient.setQueryData(queryKey, now);
    setMoving(false);
  };
  const move = (next: boolean) => {
    expectArrival();
    window.scrollTo(0, 0);
    setMoving(next);
  };
  const shared = {
    interview: data,
    token,
    zone: zone ?? browserTimeZone(),
    onZone: setZone,
    onChanged: turn,
  };
  if (data.may_book || (moving && data.may_change))
    return (
      <ChooseTime
        key={moving ? 'move' : 'book'}
        {...shared}
        onRefresh={() => refetch()}
        {...(moving ? { onBack: () => move(false) } : {})}
      />
    );
  if (data.time) return <Booked {...shared} onMove={() => move(true)} />;
  return (
    <PageHeader
      title={t('interviews.book.cancelled_title')}
      lead={t('interviews.book.cancelled_lead', { title: data.opening_title })}
    />
  );
}
