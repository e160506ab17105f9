// Choosing the file: by the browser's own dialog, or by dropping it here.
import { useId, useState } from 'react';
import { useNumbers, useT } from '../i18n/useT';
import { cx } from '../ui/classNames';
import styles from './FileChoice.module.css';

/** As the API takes it. */
const LARGEST = 32 * 1024 * 1024;

interface FileChoiceProps {
  file: File | null;
  /** What kind of file is wanted, in a sentence. */
  help?: string;
  /** The id of what says more about it. */
  describedBy?: string;
  onChoose: (file: File | null) => void;
}

export function FileChoice({ file, help, describedBy, onChoose }: FileChoiceProps) {
  const t = useT();
  const { number } = useNumbers();
  const id = useId();
  const [over, setOver] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const take = (chosen: File | undefined) => {
    if (!chosen) return;
    const wrong = chosen.size > LARGEST ? 'too_large' : chosen.size === 0 ? 'empty' : null;
    setComplaint(wrong && t(`file.${wrong}`, { name: chosen.name }));
    onChoose(wrong ? null : chosen);
  };
  return (
    <div>
      <label
        htmlFor={id}
        className={cx(styles.place, over && styles.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
      >
        <span className={styles.title}>
          {file
            ? t('file.chosen', {
                name: file.name,
                kb: number(file.size / 1024, file.size < 10_240 ? 1 : 0),
              })
            : t('file.choose')}
        </span>
        {help && (
          <span id={`${id}-help`} className={styles.help}>
            {help}
          </span>
        )}
        <span className={styles.pick} aria-hidden="true">
          {t('file.pick')}
        </span>
        <input
          id={id}
          type="file"
          accept=".csv,text/csv"
          className={styles.input}
          aria-describedby={`${describedBy ?? `${id}-help`} ${id}-complaint`}
          aria-invalid={complaint !== null}
          onChange={(event) => {
            take(event.target.files?.[0]);
            // So that the same file can be chosen again once it was mended.
            event.target.value = '';
          }}
        />
      </label>
      <p id={`${id}-complaint`} className={styles.complaint} role="alert">
        {complaint}
      </p>
    </div>
  );
}
