// The questions about one pairing, the latest first, each with what was answered.

import { listQuestions, type PairingView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import styles from './Question.module.css';
import { QuestionThread } from './QuestionThread';

const SHOWN = 5;

export function QuestionList({ pairing, mine = false }: { pairing: PairingView; mine?: boolean }) {
  const t = useT();
  return (
    <PagedList
      queryKey={['questions', 'of', pairing.id]}
      read={async (page, signal) =>
        (await listQuestions({ query: { pairing_id: pairing.id, limit: SHOWN, ...page }, signal }))
          .data
      }
      label={t('mentorships.questions')}
      empty={
        mine ? null : (
          <EmptyState
            title={t('mentorships.questions.empty')}
            next={t('mentorships.questions.empty_next')}
          />
        )
      }
    >
      {(rows) => (
        <ul className={styles.list}>
          {rows.map((question) => (
            <li key={question.id} className={styles.question}>
              <QuestionThread question={question} mine={mine} level={3} />
            </li>
          ))}
        </ul>
      )}
    </PagedList>
  );
}
