// A list of topics in one's own words: type one, press Enter or the button, take one away again.
import { type KeyboardEvent, useId, useState } from 'react';
import field from '../../shared/form/Field.module.css';
import { Complaint, OptionalMark } from '../../shared/form/FieldParts';
import { type FieldProps, useField } from '../../shared/form/field';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { IconClose } from '../../shared/ui/icons';
import styles from './TopicsField.module.css';

const MOST = 20;
const LONGEST = 60;

export function TopicsField({ name, label, description }: FieldProps) {
  const t = useT();
  const id = useId();
  const { field: control, error } = useField(name);
  const [words, setWords] = useState('');
  const topics: readonly string[] = control.value ?? [];
  const add = () => {
    // A comma separates, so that a list can be pasted.
    const typed = words
      .split(',')
      .map((topic) => topic.trim().replace(/\s+/g, ' ').toLowerCase().slice(0, LONGEST))
      .filter((topic) => topic !== '');
    if (typed.length > 0) control.onChange([...new Set([...topics, ...typed])].slice(0, MOST));
    setWords('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ',') return;
    event.preventDefault();
    add();
  };
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {label}
        <OptionalMark />
      </label>
      <span id={`${id}-help`} className={field.help}>
        {description}
      </span>
      {topics.length > 0 && (
        <ul className={styles.topics} aria-label={label}>
          {topics.map((topic) => (
            <li key={topic} className={styles.topic}>
              <span>{topic}</span>
              <button
                type="button"
                className={styles.remove}
                aria-label={t('matching.topics.remove', { topic })}
                onClick={() => {
                  control.onChange(topics.filter((each) => each !== topic));
                  document.getElementById(id)?.focus();
                }}
              >
                <IconClose />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.line}>
        <input
          id={id}
          ref={control.ref}
          type="text"
          autoComplete="off"
          className={field.input}
          value={words}
          maxLength={200}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-help ${id}-complaint`}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => {
            // What was typed counts, even if nobody pressed the button.
            add();
            control.onBlur();
          }}
        />
        <Button onPress={add} labelSuffix={`: ${label}`}>
          {t('matching.topics.add')}
        </Button>
      </div>
      {error && <Complaint id={`${id}-complaint`}>{error}</Complaint>}
    </div>
  );
}
