// My scores of an interview, on the criteria of the opening with the words for each score.
import { type InterviewDetail, savePanelScore } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { recruitmentChanged } from '../recruitment/queries';
import {
  chosenScores,
  judgedScores,
  judgesSomething,
  ScoreFields,
  scoresField,
} from '../recruitment/scores';

const schema = z.object({ scores: scoresField, notes: z.string().check(z.maxLength(5000)) }).check(
  z.refine(judgesSomething, {
    path: ['scores', 0, 'score'],
    error: 'interviews.score.one_needed',
  }),
);

export function ScoreCard({ detail }: { detail: InterviewDetail }) {
  const t = useT();
  const { interview, my_score: mine, scale } = detail;
  const form = useAppForm({
    schema,
    defaults: {
      scores: chosenScores(scale, mine?.scores),
      notes: mine?.notes ?? '',
    },
    submit: async ({ scores, notes }) => {
      await savePanelScore({
        path: { id: interview.id },
        headers: ifVersion({ version: mine?.version ?? 0 }),
        body: { scores: judgedScores(scores), notes },
      });
      await recruitmentChanged();
      notify({
        tone: 'done',
        text: t('interviews.score.saved', { name: interview.applicant_name }),
      });
    },
  });
  return (
    <Card title={t('interviews.score.yours')}>
      <AppForm form={form} submitLabel={t('interviews.score.save')}>
        <Stack gap="l">
          {!mine && <p>{t('interviews.score.independent')}</p>}
          <ScoreFields
            criteria={scale}
            point={(score, anchor) => t('interviews.score.point', { score, anchor })}
            cannotJudge={t('interviews.score.cannot_judge')}
          />
          <TextArea
            name="notes"
            rows={5}
            required={false}
            label={t('interviews.score.notes')}
            description={t('interviews.score.notes_help')}
          />
        </Stack>
      </AppForm>
    </Card>
  );
}
