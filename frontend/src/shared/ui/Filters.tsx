// Above a list: words to search for and what narrows it, answered while one types.
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useT } from '../i18n/useT';
import styles from './Filters.module.css';

/** The bar around the controls; it submits nothing, since every change counts at once. */
export function FilterBar({ children }: { children: ReactNode }) {
  return (
    <search>
      <form className={styles.bar} onSubmit={(event) => event.preventDefault()}>
        {children}
      </form>
    </search>
  );
}

interface SearchBoxProps {
  label: string;
  value: string | undefined;
  onSearch: (words: string | undefined) => void;
}

const PAUSE_MS = 300;

export function SearchBox({ label, value, onSearch }: SearchBoxProps) {
  const id = useId();
  const [words, setWords] = useState(value ?? '');
  const answered = useRef(value ?? '');
  const search = useRef(onSearch);
  search.current = onSearch;
  // Somebody else changed the filter, such as a button that clears all.
  useEffect(() => {
    if ((value ?? '') === answered.current) return;
    answered.current = value ?? '';
    setWords(value ?? '');
  }, [value]);
  useEffect(() => {
    const wanted = words.trim();
    if (wanted === answered.current) return;
    const timer = setTimeout(() => {
      answered.current = wanted;
      search.current(wanted || undefined);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <div className={styles.search}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="search"
        className={styles.control}
        value={words}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setWords(event.target.value)}
      />
    </div>
  );
}

interface FilterSelectProps {
  label: string;
  value: string | undefined;
  options: ReadonlyArray<{ value: string; label: string }>;
  /** What stands for no filter; 'All' unless told. */
  all?: string;
  onChange: (value: string | undefined) => void;
}

export function FilterSelect({ label, value, options, all, onChange }: FilterSelectProps) {
  const t = useT();
  const id = useId();
  return (
    <div className={styles.filter}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={styles.control}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">{all ?? t('filter.all')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
