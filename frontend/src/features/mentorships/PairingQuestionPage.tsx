// By the mailed link: one question about one's pairing, answered in one tap. Reading changes nothing.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerPairingQuestionByLink, getPairingQuestion, type PairAnswer } from '../../gen';
import { expectArrival } from '../../shared/a11y/arrival';
import { ApiProblem } from '../../shared/api/problem';
import { byLink, useLinkToken } from '../../shared/auth/linkToken';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { HEALTH_ANSWERS } from './words';

const OVER = [401, 403, 404, 409];
const isOver = (error: unknown) => error instanceof ApiProblem && OVER.includes(error.status);

export default function PairingQuestionPage() {
  const t = useT();
  const token = useLinkToken();
  if (!token)
    return <PageHeader title={t('mentorships.link.cut')} lead={t('mentorships.link.cut_next')} />;
  return <Question key={token} token={token} />;
}

function Question({ token }: { token: string }) {
  const t = useT();
  const [answered, setAnswered] = useState<PairAnswer | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['pairing-question', token],
    queryFn: async ({ signal }) =>
      (await getPairingQuestion({ headers: byLink(token), signal })).data,
    // An answer uses the link up.
    enabled: answered === null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (answered)
    return (
      <PageHeader
        title={t('mentorships.link.thanks')}
        lead={t(`mentorships.asked.done.${answered}`)}
      />
    );
  if (isOver(error) || data?.answered)
    return <PageHeader title={t('mentorships.link.over')} lead={t('mentorships.link.over_next')} />;
  if (error) {
    return (
      <Stack>
        <PageHeader title={t('mentorships.link.heading')} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Stack>
    );
  }
  if (!data) return <Skeleton heading lines={4} />;
  return (
    <Ask
      token={token}
      name={data.other_name}
      until={data.answer_until}
      onAnswer={(given) => {
        expectArrival();
        setAnswered(given);
      }}
    />
  );
}

interface AskProps {
  token: string;
  name: string;
  until: string;
  onAnswer: (answer: PairAnswer) => void;
}

function Ask({ token, name, until, onAnswer }: AskProps) {
  const t = useT();
  const dates = useDates();
  const send = useMutation({
    mutationFn: (answer: PairAnswer) =>
      answerPairingQuestionByLink({ headers: byLink(token), body: { answer } }),
    onSuccess: (_data, answer) => onAnswer(answer),
  });
  return (
    <Stack gap="l">
      <PageHeader
        title={t('mentorships.asked.title', { name })}
        lead={t('mentorships.asked.who', { name, until: dates.dateTime(until) })}
      />
      {send.error && <ErrorState error={send.error} focusOnMount />}
      <Stack gap="s" row>
        {HEALTH_ANSWERS.map((answer) => (
          <Button
            key={answer}
            tone={answer === 'well' ? 'primary' : 'secondary'}
            pending={send.isPending && send.variables === answer}
            onPress={() => !send.isPending && send.mutate(answer)}
          >
            {t(`mentorships.asked.${answer}`)}
          </Button>
        ))}
      </Stack>
    </Stack>
  );
}
