// My scores of an interview, on the criteria of the opening with the words for each score.
import { type CriterionView, type InterviewDetail, savePanelScore } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { recruitmentChanged } from '../recruitment/queries';

// What stands for a criterion that was not talked about; it is not sent.
const UNJUDGED = 'none';

const schema = z
  .object({
    scores: z.array(
      z.object({ criterion_id: z.string(), score: z.string().check(z.minLength(1)) }),
    ),
    notes: z.string().check(z.maxLength(5000)),
  })
  .check(
    z.refine(({ scores }) => scores.some(({ score }) => score !== UNJUDGED), {
      path: ['scores', 0, 'score'],
      error: 'interviews.score.one_needed',
    }),
  );

export function ScoreCard({ detail }: { detail: InterviewDetail }) {
  const t = useT();
  const { interview, my_score: mine, scale } = detail;
  const before = ({ id }: CriterionView) => {
    if (!mine) return '';
    const given = mine.scores.find(({ criterion_id }) => criterion_id === id);
    return given ? String(given.score) : UNJUDGED;
  };
  const form = useAppForm({
    schema,
    defaults: {
      scores: scale.map((criterion) => ({ criterion_id: criterion.id, score: before(criterion) })),
      notes: mine?.notes ?? '',
    },
    submit: async ({ scores, notes }) => {
      const judged = scores
        .filter(({ score }) => score !== UNJUDGED)
        .map(({ criterion_id, score }) => ({ criterion_id, score: Number(score) }));
      await savePanelScore({
        path: { id: interview.id },
        headers: ifVersion({ version: mine?.version ?? 0 }),
        body: { scores: judged, notes },
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
          {scale.map((criterion, at) => (
            <RadioGroup
              key={criterion.id}
              name={`scores.${at}.score`}
              label={criterion.label}
              options={[
                ...criterion.anchors.map((anchor, index) => ({
                  value: String(index + 1),
                  label: t('interviews.score.point', { score: index + 1, anchor }),
                })),
                { value: UNJUDGED, label: t('interviews.score.cannot_judge') },
              ]}
            />
          ))}
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
