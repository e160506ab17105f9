// An instrument as respondents will see it; what is chosen here goes nowhere.
import { useState } from 'react';
import type { SurveyItem } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { type Given, Question } from './Question';
import styles from './Question.module.css';

export function Preview({ items }: { items: readonly SurveyItem[] }) {
  const t = useT();
  const [given, setGiven] = useState<Record<number, Given>>({});
  if (items.length === 0) return <p>{t('evaluation.preview.empty')}</p>;
  return (
    <ol className={styles.preview}>
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a draft's variables may repeat or be empty
        <li key={at}>
          <Question
            item={{ ...item, prompt: item.prompt || t('evaluation.preview.no_prompt') }}
            given={given[at]}
            onGive={(next) => setGiven({ ...given, [at]: next })}
          />
        </li>
      ))}
    </ol>
  );
}
