// One question as a respondent sees it. The instrument's preview shows the very same.
import { useId } from 'react';
import type { SurveyItem } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { cx } from '../../shared/ui/classNames';
import styles from './Question.module.css';

/** What is chosen so far: a value, or that one prefers not to answer. */
export type Given = { value: number | string } | { refused: true } | undefined;

interface QuestionProps {
  item: SurveyItem;
  given: Given;
  /** What is wrong with the answer, if anything. */
  complaint?: string | undefined;
  onGive: (given: Given) => void;
}

export function Question({ item, given, complaint, onGive }: QuestionProps) {
  const t = useT();
  const id = useId();
  const value = given && 'value' in given ? given.value : undefined;
  const refused = given !== undefined && 'refused' in given;
  const describedBy = complaint ? `${id}-complaint` : undefined;
  return (
    <fieldset className={styles.question} aria-describedby={describedBy}>
      <legend className={styles.prompt}>
        {item.prompt}
        {!item.required && <span className={styles.optional}> {t('form.optional')}</span>}
      </legend>
      {item.choices.length > 0 && (
        <div className={styles.choices}>
          {item.choices.map((choice) => (
            <label key={choice.code} className={styles.choice}>
              <input
                type="radio"
                name={id}
                checked={value === choice.code}
                onChange={() => onGive({ value: choice.code })}
              />
              <span>{choice.label}</span>
            </label>
          ))}
        </div>
      )}
      {item.kind === 'number' && (
        <input
          className={styles.input}
          inputMode="decimal"
          aria-label={item.prompt}
          aria-invalid={complaint !== undefined}
          value={value ?? ''}
          onChange={({ target }) => onGive(target.value ? { value: target.value } : undefined)}
        />
      )}
      {item.kind === 'text' && (
        <textarea
          className={styles.input}
          rows={5}
          maxLength={5000}
          aria-label={item.prompt}
          aria-invalid={complaint !== undefined}
          value={value ?? ''}
          onChange={({ target }) => onGive(target.value ? { value: target.value } : undefined)}
        />
      )}
      <label className={cx(styles.choice, styles.refuse)}>
        <input
          type="checkbox"
          checked={refused}
          onChange={() => onGive(refused ? undefined : { refused: true })}
        />
        <span>{t('evaluation.survey.refuse')}</span>
      </label>
      {complaint && (
        <p id={`${id}-complaint`} role="alert" className={styles.complaint}>
          {complaint}
        </p>
      )}
    </fieldset>
  );
}
