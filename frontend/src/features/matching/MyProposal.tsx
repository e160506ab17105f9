// One question to me: this person, for these reasons. Yes, or no with a reason that the other never sees.
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { acceptProposal, getProposal } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Facts } from '../../shared/ui/Facts';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import styles from './MyProposal.module.css';
import { useReasonWords } from './words';

// Forms come when they are asked for, so that the page itself stays light.
const DeclineDialog = lazy(() => import('./DeclineDialog'));

export function MyProposal({ id }: { id: string }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { factor, reason, list, language } = useReasonWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [declining, setDeclining] = useState(false);
  const pair = useSuspenseQuery({
    queryKey: ['proposal', id],
    queryFn: async ({ signal }) => (await getProposal({ path: { id }, signal })).data,
  }).data;
  const mentoring = pair.my_side === 'mentor';
  const other = mentoring ? pair.mentee : pair.mentor;
  const [mine, theirs] = mentoring
    ? [pair.mentor_answer, pair.mentee_answer]
    : [pair.mentee_answer, pair.mentor_answer];
  const refresh = () =>
    Promise.all(
      [['my_proposals'], ['proposal', id], ['my_pairings'], ['dashboard']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const accept = useMutation({
    mutationFn: async () => (await acceptProposal({ path: { id } })).data,
    onSuccess: async ({ pairing_id }) => {
      notify({
        tone: 'done',
        text: t(pairing_id ? 'matching.accept.both' : 'matching.accept.waits', {
          name: other.name,
        }),
      });
      if (pairing_id) await navigate({ to: `/pairings/${pairing_id}` });
      await refresh();
    },
  });
  const good = pair.reasons.filter((each) => each.points > 0).sort((a, b) => b.points - a.points);
  return (
    <Card
      attention={!mine}
      title={t(mentoring ? 'matching.ask.mentee' : 'matching.ask.mentor', { name: other.name })}
      aside={t('matching.ask.points', {
        points: number(pair.points),
        possible: number(pair.points_possible),
      })}
      footer={
        mine ? (
          <p>{t('matching.ask.waits', { name: other.name })}</p>
        ) : (
          <>
            <Button tone="primary" pending={accept.isPending} onPress={() => accept.mutate()}>
              {t('matching.accept.action')}
            </Button>
            <Button onPress={() => setDeclining(true)}>{t('matching.decline.action')}</Button>
          </>
        )
      }
    >
      <Stack>
        {accept.error && <ErrorState error={accept.error} focusOnMount />}
        {pair.answer_by && !mine && (
          <p className={styles.by}>
            {t('matching.ask.by', { when: dates.dateTime(pair.answer_by) })}
          </p>
        )}
        {theirs === 'accepted' && !mine && (
          <p>{t('matching.ask.other_accepted', { name: other.name })}</p>
        )}
        <div>
          <h3>{t('matching.ask.why')}</h3>
          <ul className={styles.reasons}>
            {good.map((each) => (
              <li key={each.factor}>
                <span className={styles.factor}>{factor(each.factor)}</span>
                <span>{reason(each)}</span>
              </li>
            ))}
          </ul>
        </div>
        <div className={styles.about}>
          <h3>{t('matching.ask.about', { name: other.name })}</h3>
          <Facts
            items={[
              {
                term: t('matching.institution'),
                value: other.institution_name ?? t('matching.no_institution'),
              },
              { term: t('matching.setting'), value: t(`setting.${other.setting}`) },
              {
                term: t('matching.factor.experience_years'),
                value: t('matching.years', { years: other.years_of_experience }),
              },
              {
                term: t(mentoring ? 'matching.goals' : 'matching.expertise'),
                value: other.goals.length ? list(other.goals) : t('matching.nothing_named'),
              },
              {
                term: t('matching.interests'),
                value: other.interests.length ? list(other.interests) : t('matching.nothing_named'),
              },
              { term: t('matching.languages'), value: list(other.languages.map(language)) },
            ]}
          />
        </div>
      </Stack>
      {declining && (
        <Suspense>
          <DeclineDialog
            id={id}
            name={other.name}
            onDone={refresh}
            onClose={() => setDeclining(false)}
          />
        </Suspense>
      )}
    </Card>
  );
}
