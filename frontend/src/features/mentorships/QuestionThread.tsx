// One question with its answers, and the way to answer or ask back.
import { lazy, Suspense, useState } from 'react';
import type { CoordinatorQuestion } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { cx } from '../../shared/ui/classNames';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import styles from './Question.module.css';

// Forms come when they are asked for, so that the page itself stays light.
const AnswerForm = lazy(() => import('./AnswerForm'));

interface QuestionThreadProps {
  question: CoordinatorQuestion;
  /** The reader asked it. */
  mine?: boolean;
  level?: 2 | 3;
}

export function QuestionThread({ question, mine = false, level = 2 }: QuestionThreadProps) {
  const t = useT();
  const dates = useDates();
  const [answering, setAnswering] = useState(false);
  const Heading = level === 2 ? 'h2' : 'h3';
  const open = question.state === 'open';
  const when = dates.dateTime(question.created_at);
  return (
    <KeepFocus>
      <article className={styles.thread}>
        <div className={styles.about}>
          <Heading className={styles.asked}>
            {mine
              ? t('mentorships.question.mine', { when })
              : t('mentorships.question.by', { name: question.asker_name, when })}
          </Heading>
          <Badge tone={open ? 'attention' : 'good'}>
            {t(`mentorships.question.state.${question.state}`)}
          </Badge>
        </div>
        <p className={styles.text}>{question.text}</p>
        {question.answers.length > 0 && (
          <ol className={styles.answers}>
            {question.answers.map((answer) => (
              <li
                key={answer.id}
                className={cx(styles.answer, answer.from === 'coordinator' && styles.coordinator)}
              >
                <p className={styles.text}>{answer.text}</p>
                <p className={styles.about}>
                  {t('mentorships.question.by', {
                    name: answer.person_name,
                    when: dates.dateTime(answer.created_at),
                  })}
                </p>
              </li>
            ))}
          </ol>
        )}
        {answering ? (
          <Suspense>
            <AnswerForm question={question} mine={mine} onClose={() => setAnswering(false)} />
          </Suspense>
        ) : (
          <div>
            <Button
              tone={!mine && open ? 'primary' : 'secondary'}
              small={mine || !open}
              labelSuffix={`: ${when}`}
              onPress={() => setAnswering(true)}
            >
              {t(mine ? 'mentorships.question.more' : 'mentorships.question.answer')}
            </Button>
          </div>
        )}
      </article>
    </KeepFocus>
  );
}
