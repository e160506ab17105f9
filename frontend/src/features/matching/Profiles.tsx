// Two people line by line, as they enrolled. What both named is marked, in shape and not by colour alone.
import type { ReactNode } from 'react';
import type { ProposalDetail } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import styles from './Profiles.module.css';
import { useReasonWords } from './words';

export function Profiles({ pair }: { pair: ProposalDetail }) {
  const t = useT();
  const { language } = useReasonWords();
  const { mentee, mentor } = pair;
  const offered = new Set([...mentor.goals, ...mentor.interests]);
  const wanted = new Set(mentee.goals);
  const interests = new Set(mentee.interests.filter((each) => mentor.interests.includes(each)));
  const languages = new Set(mentee.languages.filter((each) => mentor.languages.includes(each)));
  const none = t('matching.nothing_named');
  const rows: Array<{ id: string; label: string; mentee: ReactNode; mentor: ReactNode }> = [
    {
      id: 'institution',
      label: t('matching.institution'),
      mentee: mentee.institution_name ?? t('matching.no_institution'),
      mentor: mentor.institution_name ?? t('matching.no_institution'),
    },
    {
      id: 'setting',
      label: t('matching.setting'),
      mentee: t(`setting.${mentee.setting}`),
      mentor: t(`setting.${mentor.setting}`),
    },
    {
      id: 'stage',
      label: t('matching.factor.career_stage'),
      mentee: t(`matching.stage.${mentee.career_stage}`),
      mentor: t(`matching.stage.${mentor.career_stage}`),
    },
    {
      id: 'years',
      label: t('matching.factor.experience_years'),
      mentee: t('matching.years', { years: mentee.years_of_experience }),
      mentor: t('matching.years', { years: mentor.years_of_experience }),
    },
    {
      id: 'goals',
      label: t('matching.goals_or_expertise'),
      mentee: <Words words={mentee.goals} both={offered} none={none} />,
      mentor: <Words words={mentor.goals} both={wanted} none={none} />,
    },
    {
      id: 'interests',
      label: t('matching.interests'),
      mentee: <Words words={mentee.interests} both={interests} none={none} />,
      mentor: (
        <Words words={mentor.interests} both={new Set([...interests, ...wanted])} none={none} />
      ),
    },
    {
      id: 'languages',
      label: t('matching.languages'),
      mentee: <Words words={mentee.languages} both={languages} none={none} name={language} />,
      mentor: <Words words={mentor.languages} both={languages} none={none} name={language} />,
    },
    {
      id: 'zone',
      label: t('matching.factor.time_zone'),
      mentee: mentee.time_zone.replaceAll('_', ' '),
      mentor: mentor.time_zone.replaceAll('_', ' '),
    },
  ];
  return (
    <div>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <span className={styles.role}>{t('matching.role.mentee')}</span>
              <span className={styles.name}>{mentee.name}</span>
            </th>
            <th scope="col">
              <span className={styles.role}>{t('matching.role.mentor')}</span>
              <span className={styles.name}>{mentor.name}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              <td>{row.mentee}</td>
              <td>{row.mentor}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.legend}>{t('matching.pair.legend')}</p>
    </div>
  );
}

interface WordsProps {
  words: readonly string[];
  both: ReadonlySet<string>;
  none: string;
  name?: (word: string) => string;
}

function Words({ words, both, none, name = (word) => word }: WordsProps) {
  if (words.length === 0) return none;
  return (
    <ul className={styles.words}>
      {words.map((word) => (
        <li key={word}>
          {both.has(word) ? <mark className={styles.both}>{name(word)}</mark> : name(word)}
        </li>
      ))}
    </ul>
  );
}
