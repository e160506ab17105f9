// Who was there: a row for each member, three answers each, saved together. Arrow keys answer, Tab goes on to the next.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Presence, recordTaskForceAttendance, type TaskForceMeetingDetail } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useCan } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import styles from '../../shared/ui/AnswerSheet.module.css';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { governanceChanged } from './queries';

const PRESENCES = ['present', 'excused', 'absent'] as const satisfies readonly Presence[];
type Answers = Record<string, Presence>;

export function MeetingAttendance({ meeting }: { meeting: TaskForceMeetingDetail }) {
  const t = useT();
  const records = useCan('change_plan');
  const begun = Date.parse(meeting.starts_at) <= Date.now();
  if (meeting.members.length === 0)
    return (
      <EmptyState
        title={t('governance.attendance.nobody')}
        next={t('governance.attendance.nobody_next')}
      />
    );
  if (!records || !begun || meeting.state === 'cancelled')
    return (
      <Stack>
        {records && !begun && meeting.state === 'planned' && (
          <p>{t('governance.attendance.not_begun')}</p>
        )}
        <ul className={styles.plain}>
          {meeting.members.map(({ person_id, person_name, presence, votes }) => (
            <li key={person_id}>
              <span>
                {person_name}
                {!votes && (
                  <span className={styles.soft}>{t('governance.attendance.advises')}</span>
                )}
              </span>
              {meeting.state === 'held' && (
                <span>{t(`governance.attendance.${presence ?? 'unrecorded'}`)}</span>
              )}
            </li>
          ))}
        </ul>
      </Stack>
    );
  return <Sheet meeting={meeting} />;
}

function Sheet({ meeting }: { meeting: TaskForceMeetingDetail }) {
  const t = useT();
  const [answers, setAnswers] = useState<Answers>({});
  const { members } = meeting;
  const save = useMutation({
    mutationFn: async () => {
      const found = members.flatMap(({ person_id, presence: before }) => {
        const presence = answers[person_id] ?? before;
        return presence ? [{ person_id, presence }] : [];
      });
      await recordTaskForceAttendance({
        path: { id: meeting.id },
        headers: ifVersion(meeting),
        body: { records: found },
      });
      await governanceChanged();
      notify({ tone: 'done', text: t('governance.attendance.saved', { count: found.length }) });
    },
  });
  const answer = (person: string, presence: Presence) =>
    setAnswers((now) => ({ ...now, [person]: presence }));
  const open = members.filter(({ person_id, presence }) => !presence && !answers[person_id]);
  const restPresent = () =>
    setAnswers((now) => ({
      ...now,
      ...Object.fromEntries(open.map(({ person_id }) => [person_id, 'present' as const])),
    }));
  return (
    <Stack>
      <table className={styles.sheet}>
        <caption className={styles.caption}>{t('governance.attendance.how')}</caption>
        <tbody>
          {members.map(({ person_id, person_name, presence, votes }) => (
            <tr key={person_id}>
              <th scope="row">
                {person_name}
                {!votes && (
                  <span className={styles.soft}>{t('governance.attendance.advises')}</span>
                )}
                {answers[person_id] && (
                  <span className={styles.soft}>{t('governance.attendance.unsaved')}</span>
                )}
              </th>
              <td>
                <fieldset className={styles.answers}>
                  <legend className={styles.hidden}>{person_name}</legend>
                  {PRESENCES.map((each) => (
                    <label key={each} className={styles.answer} data-state={each}>
                      <input
                        type="radio"
                        name={person_id}
                        value={each}
                        checked={(answers[person_id] ?? presence) === each}
                        onChange={() => answer(person_id, each)}
                      />
                      <span>{t(`governance.attendance.${each}`)}</span>
                    </label>
                  ))}
                </fieldset>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {save.error && <ErrorState error={save.error} focusOnMount />}
      <Stack row>
        <Button
          tone="primary"
          pending={save.isPending}
          disabledReason={
            Object.keys(answers).length === 0 ? t('governance.attendance.unchanged') : undefined
          }
          onPress={() => save.mutate()}
        >
          {t('governance.attendance.save')}
        </Button>
        {open.length > 0 && (
          <Button onPress={restPresent}>{t('governance.attendance.rest_present')}</Button>
        )}
      </Stack>
    </Stack>
  );
}
