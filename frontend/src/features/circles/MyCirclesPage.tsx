// The circles I am asked to join, those I am in, and those that are over. Made for a phone.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { CircleView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { StateBadge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { AnswerCircle } from './AnswerCircle';
import { CircleMember } from './CircleMember';
import styles from './Circles.module.css';
import { heldPlaces, myPlace, sortMine } from './circles';
import { myCirclesQuery } from './data';
import { Topics } from './Topics';
import { CIRCLE_TONES, PLACE_TONES } from './words';

export default function MyCirclesPage() {
  const t = useT();
  const all = useSuspenseQuery(myCirclesQuery).data;
  const { asked, joined, earlier } = sortMine(all);
  return (
    <KeepFocus>
      <PageHeader
        title={t('circles.nav.mine')}
        lead={t('circles.mine.lead', { count: asked.length })}
      />
      <Stack gap="l">
        {asked.map((circle) => (
          <Stack key={circle.id}>
            <AnswerCircle circle={circle} />
            <Within circle={circle} />
          </Stack>
        ))}
        {joined.map((circle) => (
          <Within key={circle.id} circle={circle} />
        ))}
        {all.length === 0 && (
          <EmptyState
            title={t('circles.mine.empty')}
            next={t('circles.mine.empty_next')}
            action={<ButtonLink to="/cycles">{t('circles.mine.see_cycles')}</ButtonLink>}
          />
        )}
        <DataTable
          caption={t('circles.mine.earlier')}
          rows={earlier}
          rowKey={({ id }) => id}
          empty={null}
          columns={[
            {
              id: 'circle',
              header: t('circles.circle'),
              cell: ({ id, name }) => <AppLink to={`/circles/${id}`}>{name}</AppLink>,
            },
            { id: 'cycle', header: t('circles.cycle'), cell: ({ cycle_name }) => cycle_name },
            { id: 'state', header: t('circles.state'), cell: (circle) => <Over circle={circle} /> },
          ]}
        />
      </Stack>
    </KeepFocus>
  );
}

/** Whom I would meet, or meet: as a list that can be read at once. */
function Within({ circle }: { circle: CircleView }) {
  const t = useT();
  const joined = myPlace(circle)?.state === 'joined';
  return (
    <Card
      title={t(joined ? 'circles.mine.within' : 'circles.mine.who', { circle: circle.name })}
      aside={circle.cycle_name}
      footer={
        <ButtonLink to={`/circles/${circle.id}`}>
          {t('circles.open', { name: circle.name })}
        </ButtonLink>
      }
    >
      <Stack>
        <Topics circle={circle} />
        <ul className={styles.people}>
          {heldPlaces(circle).map((place) => (
            <CircleMember key={place.id} place={place} own={place.id === circle.my_place_id} />
          ))}
        </ul>
      </Stack>
    </Card>
  );
}

function Over({ circle }: { circle: CircleView }) {
  const t = useT();
  const state = myPlace(circle)?.state ?? 'removed';
  return circle.state === 'ended' ? (
    <StateBadge state="ended" label={t('circles.circle.state.ended')} tones={CIRCLE_TONES} />
  ) : (
    <StateBadge state={state} label={t(`circles.place.${state}`)} tones={PLACE_TONES} />
  );
}
