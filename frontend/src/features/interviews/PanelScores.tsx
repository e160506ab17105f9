// What the panel scored: the mean, each member's scores and notes, and who has not scored yet.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { InterviewDetail, PanelScoreView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Card } from '../../shared/ui/Card';
import { Facts } from '../../shared/ui/Facts';
import { Stack } from '../../shared/ui/Stack';
import { Written } from '../recruitment/Written';
import { panelScoresQuery } from './queries';

export function PanelScores({ detail }: { detail: InterviewDetail }) {
  const t = useT();
  const { number } = useNumbers();
  const { interview } = detail;
  const { data } = useSuspenseQuery(panelScoresQuery(interview.id));
  if (interview.panel.length === 0 || interview.state === 'missed') return null;
  const missing = interview.panel.filter(({ scored }) => !scored);
  return (
    <Card
      title={t('interviews.panel_scores')}
      aside={
        typeof interview.weighted_mean === 'number' ? number(interview.weighted_mean, 2) : undefined
      }
    >
      <Stack gap="l">
        {data.withheld ? (
          <p>{t('interviews.score.withheld')}</p>
        ) : data.items.length === 0 ? (
          <p>{t('interviews.scores.none_yet')}</p>
        ) : (
          data.items.map((score) => <OneScore key={score.id} score={score} detail={detail} />)
        )}
        {missing.length > 0 && interview.state === 'held' && (
          <p>
            <Badge tone="attention">
              {t('interviews.scores.missing_from', {
                names: missing.map(({ name }) => name).join(', '),
              })}
            </Badge>
          </p>
        )}
      </Stack>
    </Card>
  );
}

function OneScore({ score, detail }: { score: PanelScoreView; detail: InterviewDetail }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  return (
    <Stack gap="s">
      <h3>{score.panelist_name}</h3>
      <Facts
        items={detail.scale.map((criterion) => {
          const given = score.scores.find(({ criterion_id }) => criterion_id === criterion.id);
          return {
            term: criterion.label,
            value: given
              ? t('interviews.score.of', {
                  score: number(given.score),
                  max: number(criterion.scale_max),
                })
              : t('interviews.score.not_scored'),
          };
        })}
      />
      {score.notes && <Written text={score.notes} />}
      <small>{dates.dateTime(score.updated_at)}</small>
    </Stack>
  );
}
