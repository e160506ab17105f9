// 'Why not this person?': any mentor of the round, found by name; whether they may be paired, what it costs, who would move.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { RoundView } from '../../gen';
import { everyPage } from '../../shared/api/everyPage';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { SearchBox } from '../../shared/ui/Filters';
import { Skeleton } from '../../shared/ui/Skeleton';
import { PairOthers } from './PairOthers';
import type { WantedStep } from './WorkbenchStepDialog';
import { WorkbenchVerdict } from './WorkbenchVerdict';
import styles from './WorkbenchWhyNot.module.css';
import { listLeft, listRows } from './workbenchApi';
import { plain } from './workbenchRows';

interface Named {
  enrolment_id: string;
  name: string;
}

interface WorkbenchWhyNotProps {
  round: RoundView;
  mentee: Named;
  editable: boolean;
  /** Insists on the pair: the reason is asked next. */
  onPair: (step: WantedStep) => void;
  onClose: () => void;
}

const MOST_SHOWN = 8;

export default function WorkbenchWhyNot(props: WorkbenchWhyNotProps) {
  const { round, mentee, editable, onPair, onClose } = props;
  const t = useT();
  const [name, setName] = useState<string>();
  const [mentor, setMentor] = useState<Named>();
  const { mentors, error } = useMentors(round.id);
  const found = useMemo(() => {
    const words = plain(name ?? '')
      .split(/\s+/)
      .filter(Boolean);
    if (words.length === 0) return [];
    return (mentors ?? []).filter((each) => words.every((word) => each.plain.includes(word)));
  }, [mentors, name]);
  return (
    <Dialog
      open
      title={t('matching.workbench.why_not.title', { mentee: mentee.name })}
      onClose={onClose}
    >
      <p>{t('matching.workbench.why_not.lead')}</p>
      <SearchBox
        label={t('matching.workbench.why_not.find')}
        value={name}
        onSearch={(words) => {
          setName(words);
          setMentor(undefined);
        }}
      />
      {error && <ErrorState error={error} />}
      <p role="status" className={styles.count}>
        {name &&
          mentors &&
          !mentor &&
          t('matching.workbench.why_not.found', { count: found.length })}
      </p>
      {name && !mentors && !error && <Skeleton lines={3} />}
      {!mentor && found.length > 0 && (
        <ul className={styles.found}>
          {found.slice(0, MOST_SHOWN).map((each) => (
            <li key={each.enrolment_id}>
              <button type="button" className={styles.choice} onClick={() => setMentor(each)}>
                {each.name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {!mentor && !name && (
        <PairOthers
          round={round.id}
          mentee={mentee}
          locked={false}
          onPair={editable ? onPair : undefined}
        />
      )}
      {mentor && (
        <WorkbenchVerdict
          round={round.id}
          mentor={mentor}
          mentee={mentee}
          editable={editable}
          onPair={onPair}
        />
      )}
      <DialogActions>
        <Button onPress={onClose}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

/** Every mentor of the round: those with a mentee, and those without. */
function useMentors(round: string) {
  const { data, error } = useQuery({
    queryKey: ['round_mentors', round],
    queryFn: async ({ signal }) => {
      const [rows, free] = await Promise.all([
        everyPage(async (page) => ({ data: await listRows(round, page, signal) })),
        everyPage(async (page) => ({
          data: await listLeft(round, { ...page, role: 'mentor' }, signal),
        })),
      ]);
      const all = new Map<string, Named>();
      for (const row of rows) {
        const enrolment_id = row.mentor_enrolment_id;
        all.set(enrolment_id, { enrolment_id, name: row.mentor_name });
      }
      for (const { enrolment_id, person_name } of free) {
        all.set(enrolment_id, { enrolment_id, name: person_name });
      }
      return [...all.values()]
        .map((each) => ({ ...each, plain: plain(each.name) }))
        .sort((a, b) => a.plain.localeCompare(b.plain));
    },
    staleTime: 300_000,
  });
  return { mentors: data, error };
}
