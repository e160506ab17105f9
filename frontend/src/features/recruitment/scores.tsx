// Scores on an opening's criteria, as reviewers and panels give them: every point of every scale with its words.
import type { CriterionView } from '../../gen';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';

interface Given {
  criterion_id: string;
  score: number;
}

interface Chosen {
  criterion_id: string;
  score: string;
}

// What stands for a criterion that cannot be judged; it is not sent.
const UNJUDGED = 'none';

export const scoresField = z.array(
  z.object({ criterion_id: z.string(), score: z.string().check(z.minLength(1)) }),
);

/** Whether at least one criterion is judged. */
export const judgesSomething = ({ scores }: { scores: Chosen[] }) =>
  scores.some(({ score }) => score !== UNJUDGED);

/** What the fields begin with: empty before the first time, then as it was saved. */
export const chosenScores = (criteria: CriterionView[], saved: Given[] | undefined): Chosen[] =>
  criteria.map(({ id }) => {
    const given = saved?.find(({ criterion_id }) => criterion_id === id);
    return { criterion_id: id, score: given ? String(given.score) : saved ? UNJUDGED : '' };
  });

/** What is sent: the criteria that are judged. */
export const judgedScores = (scores: Chosen[]): Given[] =>
  scores
    .filter(({ score }) => score !== UNJUDGED)
    .map(({ criterion_id, score }) => ({ criterion_id, score: Number(score) }));

interface ScoreFieldsProps {
  criteria: CriterionView[];
  /** One point of a scale in words. */
  point: (score: number, anchor: string) => string;
  cannotJudge: string;
}

export function ScoreFields({ criteria, point, cannotJudge }: ScoreFieldsProps) {
  return criteria.map((criterion, at) => (
    <RadioGroup
      key={criterion.id}
      name={`scores.${at}.score`}
      label={criterion.label}
      options={[
        ...criterion.anchors.map((anchor, index) => ({
          value: String(index + 1),
          label: point(index + 1, anchor),
        })),
        { value: UNJUDGED, label: cannotJudge },
      ]}
    />
  ));
}
