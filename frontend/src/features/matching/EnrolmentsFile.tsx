// The file of enrolments: which columns it has, and a template to begin with.
import { useId } from 'react';
import { FileChoice } from '../../shared/files/FileChoice';
import { saveSheet } from '../../shared/files/saveFile';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import styles from './EnrolmentsFile.module.css';

const NEEDED = ['email', 'role'];
const FOR_NEW = ['setting', 'career_stage', 'years_of_experience', 'languages'];
const OTHERS = ['external_id', 'capacity', 'interests', 'goals', 'time_zone', 'available_hours'];
const EXAMPLE =
  'ana@library.example,mentor,public,late,20,en; es,K-1,2,makerspaces; outreach,grant writing,America/Chicago,monday 9-12; tuesday 18-21';
const TEMPLATE = `${[...NEEDED, ...FOR_NEW, ...OTHERS].join(',')}\n${EXAMPLE}\n`;

interface EnrolmentsFileProps {
  file: File | null;
  onChoose: (file: File | null) => void;
}

export function EnrolmentsFile({ file, onChoose }: EnrolmentsFileProps) {
  const t = useT();
  const id = useId();
  return (
    <div className={styles.file}>
      <FileChoice file={file} describedBy={id} onChoose={onChoose} />
      <div id={id} className={styles.help}>
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
