// One circle of a round: who leads it, who is in it with how many points, and what they share.

import type { CirclePlace, CircleView } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge, StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { Stack } from '../../shared/ui/Stack';
import type { Asking } from './CircleBoard';
import styles from './Circles.module.css';
import { isTooSmall, lacksMentors, menteesOf, mentorsOf, pastPlaces } from './circles';
import { Topics } from './Topics';
import { PLACE_TONES } from './words';

interface CircleCardProps {
  circle: CircleView;
  /** How many mentors a circle of this round needs. */
  leaders: number;
  onRename: (() => void) | undefined;
  onAsk: ((asking: Asking) => void) | undefined;
}

export function CircleCard({ circle, leaders, onRename, onAsk }: CircleCardProps) {
  const t = useT();
  const { number } = useNumbers();
  const mentees = menteesOf(circle);
  const mentors = mentorsOf(circle);
  const over = circle.state === 'ended';
  const small = !over && isTooSmall(circle);
  const leaderless = !over && lacksMentors(circle, leaders);
  return (
    <Card
      title={circle.name}
      attention={small || leaderless}
      aside={t('circles.points_of', {
        points: number(circle.points),
        possible: number(circle.points_possible),
      })}
      footer={
        onRename ? (
          <Button small onPress={onRename} labelSuffix={`: ${circle.name}`}>
            {t('circles.rename.action')}
          </Button>
        ) : (
          <AppLink to={`/circles/${circle.id}`}>{t('circles.open', { name: circle.name })}</AppLink>
        )
      }
    >
      <Stack>
        {small && (
          <Badge tone="attention">
            {t('circles.too_small', { count: mentees.length, least: circle.size_least })}
          </Badge>
        )}
        {leaderless && (
          <Badge tone="attention">
            {t('circles.leaderless', { count: mentors.length, needed: leaders })}
          </Badge>
        )}
        <Seats title={t('circles.mentors')} places={mentors} {...{ circle, onAsk }} />
        <Seats
          title={t('circles.mentees_of', { count: mentees.length, most: circle.size_most })}
          places={mentees}
          {...{ circle, onAsk }}
        />
        <Topics circle={circle} />
        <Seats title={t('circles.past')} places={pastPlaces(circle)} {...{ circle }} />
      </Stack>
    </Card>
  );
}

interface SeatsProps {
  title: string;
  places: readonly CirclePlace[];
  circle: CircleView;
  onAsk?: CircleCardProps['onAsk'];
}

function Seats({ title, places, circle, onAsk }: SeatsProps) {
  const t = useT();
  if (places.length === 0) return null;
  return (
    <div>
      <h3 className={styles.kind}>{title}</h3>
      <ul className={styles.people}>
        {places.map((place) => (
          <li key={place.id} className={styles.person}>
            <span className={styles.who}>
              {place.career_stage ? (
                <AppLink to={`/enrolments/${place.enrolment_id}`}>{place.person_name}</AppLink>
              ) : (
                place.person_name
              )}
              <span className={styles.soft}>
                {place.career_stage ? t(`circles.stage.${place.career_stage}`) : place.region_name}
                {place.points !== null && (
                  <>
                    {' · '}
                    {t('circles.points_short', { count: place.points })}
                  </>
                )}
              </span>
            </span>
            {onAsk ? (
              <span className={styles.acts}>
                {(['move', 'remove'] as const).map((what) => (
                  <Button
                    key={what}
                    small
                    tone={what === 'move' ? 'secondary' : 'quiet'}
                    labelSuffix={`: ${place.person_name}`}
                    onPress={() => onAsk({ what, place, circle })}
                  >
                    {t(`circles.${what}.action`)}
                  </Button>
                ))}
              </span>
            ) : (
              <StateBadge
                state={place.state}
                label={t(`circles.place.${place.state}`)}
                tones={PLACE_TONES}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
