// Who was there: a row for each member, three answers each. Arrow keys answer, Tab goes on to the next member; a touch does both.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type AttendanceState,
  recordAttendance,
  type AttendanceSheet as Sheet,
  type TrainingSessionView,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import styles from '../../shared/ui/AnswerSheet.module.css';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { trainingChanged } from './queries';
import { ATTENDANCE_STATES, AttendanceBadge } from './states';

type Answers = Record<string, AttendanceState>;

export function AttendanceSheet({
  session,
  sheet,
}: {
  session: TrainingSessionView;
  sheet: Sheet;
}) {
  const t = useT();
  const dates = useDates();
  const off = useDisabledReason('record_attendance');
  const [answers, setAnswers] = useState<Answers>({});
  const begun = Date.parse(session.starts_at) <= Date.now();
  const save = useMutation({
    mutationFn: async () => {
      const records = Object.entries(answers).map(([member_id, state]) => ({ member_id, state }));
      await recordAttendance({
        path: { id: session.id },
        headers: ifVersion(sheet),
        body: { records },
      });
      await trainingChanged();
      notify({ tone: 'done', text: t('training.attendance.saved', { count: records.length }) });
    },
  });
  if (sheet.items.length === 0)
    return (
      <EmptyState title={t('training.members.empty')} next={t('training.attendance.nobody_next')} />
    );
  const answer = (member: string, state: AttendanceState) =>
    setAnswers((now) => ({ ...now, [member]: state }));
  const restPresent = () =>
    setAnswers((now) => {
      const rest = sheet.items.filter((row) => !row.state && !now[row.member_id]);
      return { ...now, ...Object.fromEntries(rest.map((row) => [row.member_id, 'present'])) };
    });
  const changed = Object.keys(answers).length;
  const unanswered = sheet.items.some((row) => !row.state && !answers[row.member_id]);
  if (off)
    return (
      <ul className={styles.plain}>
        {sheet.items.map((row) => (
          <li key={row.member_id}>
            <span>{row.person_name}</span>
            {row.state ? (
              <AttendanceBadge state={row.state} />
            ) : (
              <span>{t('training.attendance.unrecorded')}</span>
            )}
          </li>
        ))}
      </ul>
    );
  return (
    <Stack>
      {!begun && <p>{t('training.attendance.not_begun')}</p>}
      <table className={styles.sheet}>
        <caption className={styles.caption}>{t('training.attendance.how')}</caption>
        <tbody>
          {sheet.items.map((row) => {
            const state = answers[row.member_id] ?? row.state;
            return (
              <tr key={row.member_id}>
                <th scope="row">
                  {row.person_name}
                  <span className={styles.soft}>
                    {answers[row.member_id]
                      ? t('training.attendance.unsaved')
                      : row.recorded_at
                        ? t('training.attendance.recorded', {
                            when: dates.dateTime(row.recorded_at),
                          })
                        : t('training.attendance.unrecorded')}
                  </span>
                </th>
                <td>
                  <fieldset className={styles.answers}>
                    <legend className={styles.hidden}>{row.person_name}</legend>
                    {ATTENDANCE_STATES.map((each) => (
                      <label key={each} className={styles.answer} data-state={each}>
                        <input
                          type="radio"
                          name={row.member_id}
                          value={each}
                          checked={state === each}
                          disabled={!begun && each !== 'excused'}
                          onChange={() => answer(row.member_id, each)}
                        />
                        <span>{t(`training.attendance.${each}`)}</span>
                      </label>
                    ))}
                  </fieldset>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {save.error && <ErrorState error={save.error} focusOnMount />}
      <Stack row>
        <Button
          tone="primary"
          pending={save.isPending}
          disabledReason={changed === 0 ? t('training.attendance.unchanged') : undefined}
          onPress={() => save.mutate()}
        >
          {t('training.attendance.save')}
        </Button>
        {begun && unanswered && (
          <Button onPress={restPresent}>{t('training.attendance.rest_present')}</Button>
        )}
      </Stack>
    </Stack>
  );
}
