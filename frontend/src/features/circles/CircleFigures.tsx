// What a round of circles achieved, and one sentence on how much better any other could be.

import type { CircleRoundView, CircleView } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { answersOf } from './circles';

interface CircleFiguresProps {
  round: CircleRoundView;
  circles: readonly CircleView[];
}

export function CircleFigures({ round, circles }: CircleFiguresProps) {
  const t = useT();
  const { number, percent } = useNumbers();
  const answers = answersOf(circles);
  return (
    <Stack>
      <StatList>
        <Stat
          label={t('circles.count')}
          value={number(round.circles)}
          note={t('circles.figures.led', { count: round.mentors_per_circle })}
        />
        <Stat
          label={t('circles.placed')}
          value={number(round.placed)}
          note={t('circles.figures.of_mentees', {
            mentees: round.mentees,
            most: number(round.most_placed),
          })}
        />
        <Stat
          label={t('circles.figures.points')}
          value={round.placed === 0 ? '—' : number(round.points)}
          note={t('circles.figures.possible', { possible: round.points_possible })}
        />
        {round.state === 'published' && (
          <Stat
            label={t('circles.place.joined')}
            value={number(answers.joined)}
            note={t('circles.figures.answers', {
              asked: number(answers.asked),
              declined: number(answers.declined),
              gone: number(answers.gone),
            })}
          />
        )}
      </StatList>
      {round.placed > 0 && (
        // Rounded up: 'at most' must stay true.
        <p>
          {round.gap === 0
            ? t('circles.figures.best')
            : t('circles.figures.gap', { gap: percent(Math.ceil(round.gap * 1000) / 1000, 1) })}
        </p>
      )}
    </Stack>
  );
}
