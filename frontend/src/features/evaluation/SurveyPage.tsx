// The holder of a mailed link reads what the study is, consents, answers one question after another, and is thanked.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getSurvey, type SurveyView, submitSurvey } from '../../gen';
import { expectArrival } from '../../shared/a11y/arrival';
import { ApiProblem } from '../../shared/api/problem';
import { byLink, useLinkToken } from '../../shared/auth/linkToken';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import styles from './Question.module.css';
import { SurveyQuestions } from './SurveyQuestions';

type Step = 'consent' | 'questions' | 'refused' | 'sent';

export default function SurveyPage() {
  const t = useT();
  const token = useLinkToken();
  if (!token)
    return (
      <PageHeader
        title={t('evaluation.survey.incomplete')}
        lead={t('evaluation.survey.incomplete_next')}
      />
    );
  return <Survey key={token} token={token} />;
}

function Survey({ token }: { token: string }) {
  const t = useT();
  const [step, setStep] = useState<Step>('consent');
  const { data, error, refetch } = useQuery({
    queryKey: ['survey', token],
    queryFn: async ({ signal }) => (await getSurvey({ headers: byLink(token), signal })).data,
    // Sending uses the link up; what was read before it stays on the page.
    enabled: step !== 'sent',
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) {
    const over = error instanceof ApiProblem && [401, 403, 404].includes(error.status);
    if (over)
      return (
        <PageHeader title={t('evaluation.survey.over')} lead={t('evaluation.survey.over_next')} />
      );
    return (
      <Stack>
        <PageHeader title={t('evaluation.survey.title')} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Stack>
    );
  }
  if (!data) return <Skeleton heading lines={6} />;
  const go = (next: Step) => {
    expectArrival();
    window.scrollTo(0, 0);
    setStep(next);
  };
  if (step === 'sent')
    return <PageHeader title={t('evaluation.survey.thanks')} lead={t('evaluation.survey.kept')} />;
  if (data.state !== 'open')
    return (
      <PageHeader
        title={t(`evaluation.survey.state.${data.state}`)}
        lead={t(`evaluation.survey.state_next.${data.state}`)}
      />
    );
  if (step === 'refused')
    return (
      <PageHeader
        title={t('evaluation.survey.declined')}
        lead={t('evaluation.survey.declined_next')}
        actions={<Button onPress={() => go('consent')}>{t('evaluation.survey.read_again')}</Button>}
      />
    );
  if (step === 'consent') return <Consent survey={data} onGo={go} />;
  return (
    <SurveyQuestions
      survey={data}
      onBack={() => go('consent')}
      onSend={async (answers) => {
        await submitSurvey({
          headers: byLink(token),
          body: { consent: true, consent_version: data.consent_version, answers },
        });
        go('sent');
      }}
    />
  );
}

function Consent({ survey, onGo }: { survey: SurveyView; onGo: (step: Step) => void }) {
  const t = useT();
  const { number } = useNumbers();
  return (
    <>
      <PageHeader title={survey.title} lead={survey.study_title} />
      <Stack gap="l">
        <p>{t('evaluation.survey.length', { count: survey.items.length })}</p>
        <div className={styles.consent}>{survey.consent_text}</div>
        <p>{t('evaluation.survey.protects', { k: number(survey.k) })}</p>
        <div className={styles.steps}>
          <Button tone="primary" onPress={() => onGo('questions')}>
            {t('evaluation.survey.agree')}
          </Button>
          <Button onPress={() => onGo('refused')}>{t('evaluation.survey.disagree')}</Button>
        </div>
      </Stack>
    </>
  );
}
