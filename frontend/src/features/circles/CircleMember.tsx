// Somebody in a circle, as those in it and those who run it may see them.

import type { CirclePlace } from '../../gen';
import { useIntl } from '../../shared/i18n/intl';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Facts } from '../../shared/ui/Facts';
import { Stack } from '../../shared/ui/Stack';
import styles from './Circles.module.css';
import { PLACE_TONES } from './words';

interface CircleMemberProps {
  place: CirclePlace;
  own: boolean;
  onRemove?: (() => void) | undefined;
}

export function CircleMember({ place, own, onRemove }: CircleMemberProps) {
  const t = useT();
  const intl = useIntl();
  const { person_name: name, role, state, email, points, interests } = place;
  const list = (words: readonly string[]) =>
    words.length === 0
      ? t('circles.nothing_named')
      : intl.formatList([...words], { type: 'conjunction' });
  const mentor = role === 'mentor';
  // Of people of other regions their coordinators know more, and nobody else.
  const readsWhole = place.setting !== null;
  const works = [
    ...(place.setting ? [t(`setting.${place.setting}`)] : []),
    ...(place.career_stage ? [t(`circles.stage.${place.career_stage}`)] : []),
    place.region_name,
  ];
  return (
    <li className={styles.member}>
      <Stack gap="s">
        <Stack row>
          <h3>{own ? t('circles.you', { name }) : name}</h3>
          <StateBadge state={role} label={t(`role.${role}`)} tones={{ mentor: 'good' }} />
          <StateBadge state={state} label={t(`circles.place.${state}`)} tones={PLACE_TONES} />
          {points !== null && (
            <span className={styles.soft}>{t('circles.points_short', { count: points })}</span>
          )}
        </Stack>
        <Facts
          items={[
            ...(email && !own
              ? [{ term: t('circles.email'), value: <a href={`mailto:${email}`}>{email}</a> }]
              : []),
            { term: t('circles.works'), value: works.join(' · ') },
            ...(readsWhole
              ? [
                  {
                    term: t(mentor ? 'circles.expertise' : 'circles.goals'),
                    value: list(mentor ? place.expertise : place.goals),
                  },
                  { term: t('circles.interests'), value: list(interests) },
                ]
              : []),
          ]}
        />
        {onRemove && (
          <div>
            <Button small onPress={onRemove} labelSuffix={`: ${name}`}>
              {t('circles.remove.action')}
            </Button>
          </div>
        )}
      </Stack>
    </li>
  );
}
