// One question at a time, so that a phone shows the whole of it; one can go back, skip what is optional, and refuse any.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SurveyAnswer, SurveyView } from '../../gen';
import { expectArrival } from '../../shared/a11y/arrival';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { ProgressBar } from '../../shared/ui/ProgressBar';
import { Stack } from '../../shared/ui/Stack';
import { type AnswerComplaint, answerOf, complaintOf } from './answers';
import { type Given, Question } from './Question';
import styles from './Question.module.css';

interface SurveyQuestionsProps {
  survey: SurveyView;
  onBack: () => void;
  onSend: (answers: SurveyAnswer[]) => Promise<void>;
}

export function SurveyQuestions({ survey, onBack, onSend }: SurveyQuestionsProps) {
  const t = useT();
  const { number } = useNumbers();
  const [at, setAt] = useState(0);
  const [given, setGiven] = useState<Record<string, Given>>({});
  const [wrong, setWrong] = useState<AnswerComplaint | null>(null);
  const send = useMutation({
    mutationFn: () => onSend(survey.items.map((item) => answerOf(item, given[item.variable]))),
  });
  const { items } = survey;
  const item = items[at];
  if (!item) return null;
  const answer = given[item.variable];
  const last = at === items.length - 1;
  const step = (to: number) => {
    setWrong(null);
    if (to < 0) return onBack();
    expectArrival();
    window.scrollTo(0, 0);
    setAt(to);
  };
  const next = () => {
    const found = complaintOf(item, answer);
    setWrong(found);
    if (found) return;
    if (last) send.mutate();
    else step(at + 1);
  };
  const empty = answer === undefined;
  const forward = last ? 'evaluation.survey.send' : 'evaluation.survey.next';
  return (
    <>
      {/* A new heading for each question, so that the focus goes to it. */}
      <PageHeader
        key={item.variable}
        title={t('evaluation.survey.question', {
          at: number(at + 1),
          of: number(items.length),
        })}
        lead={survey.title}
      />
      <Stack gap="l">
        <ProgressBar
          label={t('evaluation.survey.progress')}
          progress={at / items.length}
          text={t('evaluation.survey.done', { done: number(at), of: number(items.length) })}
        />
        <Question
          key={item.variable}
          item={item}
          given={answer}
          complaint={wrong ? t(`evaluation.survey.wrong.${wrong}`) : undefined}
          onGive={(value) => {
            setWrong(null);
            setGiven({ ...given, [item.variable]: value });
          }}
        />
        {send.error && <ErrorState error={send.error} focusOnMount />}
        {last && <p>{t('evaluation.survey.once')}</p>}
        <div className={styles.steps}>
          <Button tone="primary" pending={send.isPending} onPress={next}>
            {t(empty && !item.required && !last ? 'evaluation.survey.skip' : forward)}
          </Button>
          <Button onPress={() => step(at - 1)}>{t('evaluation.survey.back')}</Button>
        </div>
      </Stack>
    </>
  );
}
