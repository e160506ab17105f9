// The file of enrolments: which columns it has, and a template to begin with.
import { useId, useState } from 'react';
import { saveSheet } from '../../shared/files/saveFile';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { cx } from '../../shared/ui/classNames';
import styles from './EnrolmentsFile.module.css';

const NEEDED = ['email', 'role'];
const FOR_NEW = ['setting', 'career_stage', 'years_of_experience', 'languages'];
const OTHERS = ['external_id', 'capacity', 'interests', 'goals', 'time_zone', 'available_hours'];
const EXAMPLE =
  'ana@library.example,mentor,public,late,20,en; es,K-1,2,makerspaces; outreach,grant writing,America/Chicago,monday 9-12; tuesday 18-21';
/** As the API takes it. */
const LARGEST = 32 * 1024 * 1024;
const TEMPLATE = `${[...NEEDED, ...FOR_NEW, ...OTHERS].join(',')}\n${EXAMPLE}\n`;

interface EnrolmentsFileProps {
  file: File | null;
  onChoose: (file: File | null) => void;
}

export function EnrolmentsFile({ file, onChoose }: EnrolmentsFileProps) {
  const t = useT();
  const { number } = useNumbers();
  const id = useId();
  const [over, setOver] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const take = (chosen: File | undefined) => {
    if (!chosen) return;
    const wrong = chosen.size > LARGEST ? 'too_large' : chosen.size === 0 ? 'empty' : null;
    setComplaint(wrong && t(`matching.import.file_${wrong}`, { name: chosen.name }));
    onChoose(wrong ? null : chosen);
  };
  return (
    <div className={styles.file}>
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
            ? t('matching.import.chosen', { name: file.name, kb: number(file.size / 1024, 1) })
            : t('matching.import.file')}
        </span>
        <span className={styles.pick} aria-hidden="true">
          {t('matching.import.pick')}
        </span>
        <input
          id={id}
          type="file"
          accept=".csv,text/csv"
          className={styles.input}
          aria-describedby={`${id}-help ${id}-complaint`}
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
      <div id={`${id}-help`} className={styles.help}>
        <p>
          {t('matching.import.columns', {
            needed: NEEDED.join(', '),
            for_new: FOR_NEW.join(', '),
            others: OTHERS.join(', '),
          })}
        </p>
        <p>{t('matching.import.cells')}</p>
      </div>
      <div>
        <Button small onPress={() => saveSheet('enrolments.csv', TEMPLATE)}>
          {t('matching.import.template')}
        </Button>
      </div>
    </div>
  );
}
