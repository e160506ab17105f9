// Scoring an application: every point of every scale with its words, by keyboard alone, and nothing unsaved is lost.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type ApplicationView, listApplicationReviews, saveReview } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useMe } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { useApplicant } from './applicant';
import { openingQuery, recruitmentChanged, reviewsQuery } from './queries';
import { RecuseDialog } from './RecuseDialog';
import { dropDraft, readDraft, writeDraft } from './reviewDraft';
import { chosenScores, judgedScores, judgesSomething, ScoreFields, scoresField } from './scores';

const schema = z
  .object({ scores: scoresField, comment: z.string().check(z.maxLength(5000)) })
  .check(
    z.refine(judgesSomething, {
      path: ['scores', 0, 'score'],
      error: 'recruitment.review.one_needed',
    }),
  );

type Scores = z.infer<typeof schema>;

export function ScoreForm({ application }: { application: ApplicationView }) {
  const t = useT();
  const me = useMe();
  const router = useRouter();
  const called = useApplicant();
  const { data: opening } = useSuspenseQuery(openingQuery(application.opening_id));
  const { data: reviews } = useSuspenseQuery({
    ...reviewsQuery(application.id),
    queryKey: ['recruitment', 'reviews', application.id, 'to-write'],
    queryFn: async ({ signal }) =>
      (await listApplicationReviews({ path: { id: application.id }, signal })).data,
    // The form starts from what was read once; a later answer must not change the version under it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const [recusing, setRecusing] = useState(false);
  const mine = reviews.items.find(({ reviewer_id }) => reviewer_id === me.id);
  const { criteria } = opening.value;
  const saved: Scores = {
    scores: chosenScores(criteria, mine?.scores),
    comment: mine?.comment ?? '',
  };
  const draft = useUnsaved(me.id, application.id);
  const form = useAppForm<Scores>({
    schema,
    defaults: draft.found
      ? {
          scores: saved.scores.map(({ criterion_id, score }) => ({
            criterion_id,
            score: draft.found?.scores[criterion_id] ?? score,
          })),
          comment: draft.found.comment,
        }
      : saved,
    submit: async ({ scores, comment }) => {
      await saveReview({
        path: { id: application.id },
        headers: ifVersion({ version: mine?.version ?? 0 }),
        body: { scores: judgedScores(scores), comment },
      });
      draft.drop();
      await recruitmentChanged();
      notify({
        tone: 'done',
        text: t('recruitment.review.saved', { name: called(application) }),
      });
      router.history.push(`/recruitment/applications/${application.id}`);
    },
  });
  const { watch } = form.form;
  const { keep } = draft;
  useEffect(() => {
    const written = watch(({ scores, comment }) => {
      const held = (scores ?? []).map((one) => [one?.criterion_id ?? '', one?.score ?? '']);
      keep(Object.fromEntries(held), comment ?? '');
    });
    return () => written.unsubscribe();
  }, [watch, keep]);
  return (
    <Card title={t('recruitment.review.yours')}>
      <AppForm
        form={form}
        submitLabel={t('recruitment.review.save')}
        secondary={
          !mine && (
            <Button tone="quiet" onPress={() => setRecusing(true)}>
              {t('recruitment.recuse.act')}
            </Button>
          )
        }
      >
        <Stack gap="l">
          {draft.found && (
            <Restored
              at={draft.found.at}
              onStartOver={() => {
                form.form.reset(saved);
                draft.drop();
              }}
            />
          )}
          {!mine && <p>{t('recruitment.review.independent')}</p>}
          <p>{t('recruitment.review.keys')}</p>
          <ScoreFields
            criteria={criteria}
            point={(score, anchor) => t('recruitment.review.point', { score, anchor })}
            cannotJudge={t('recruitment.review.cannot_judge')}
          />
          <TextArea
            name="comment"
            rows={5}
            required={false}
            label={t('recruitment.review.comment')}
            description={t('recruitment.review.comment_help')}
          />
        </Stack>
      </AppForm>
      {recusing && (
        <RecuseDialog
          application={application}
          onClose={() => setRecusing(false)}
          onRecused={draft.drop}
        />
      )}
    </Card>
  );
}

function Restored({ at, onStartOver }: { at: number; onStartOver: () => void }) {
  const t = useT();
  const dates = useDates();
  return (
    <div role="status">
      <p>
        {t('recruitment.review.restored', { when: dates.dateTime(new Date(at).toISOString()) })}
      </p>
      <Button small onPress={onStartOver}>
        {t('recruitment.review.start_over')}
      </Button>
    </div>
  );
}

/** What this person has written and not saved; while there is something, the browser asks before the tab goes. */
function useUnsaved(person: string, application: string) {
  const [found, setFound] = useState(() => readDraft(person, application));
  const [unsaved, setUnsaved] = useState(found !== null);
  const [acts] = useState(() => ({
    over: false,
    keep(scores: Record<string, string>, comment: string) {
      // Resetting the form after the last word speaks too.
      if (acts.over) return;
      writeDraft(person, application, { scores, comment, at: Date.now() });
      setUnsaved(true);
    },
    drop() {
      acts.over = true;
      dropDraft(person, application);
      setFound(null);
      setUnsaved(false);
      // Whoever goes on writing is kept again.
      setTimeout(() => {
        acts.over = false;
      });
    },
  }));
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
  return { found, keep: acts.keep, drop: acts.drop };
}
