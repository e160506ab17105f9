// Proposals that wait for the person's own answer: who, how well it fits, until when.

import type { DashboardView } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card, CardGrid } from '../../shared/ui/Card';
import { Meter } from '../../shared/ui/Meter';
import { Stack } from '../../shared/ui/Stack';
import { pageOf } from './places';

export function MyProposals({ dashboard }: { dashboard: DashboardView }) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { permissions } = useMe();
  const place = pageOf('proposals', permissions);
  return (
    <CardGrid>
      {dashboard.my_proposals.map(
        ({ id, side, other_name, points, points_possible, answer_by }) => (
          <Card
            key={id}
            attention
            title={t(`today.proposal.${side}`, { name: other_name })}
            footer={
              place && (
                <ButtonLink {...place} tone="primary">
                  {t('today.proposal.answer')}
                </ButtonLink>
              )
            }
          >
            <Stack gap="s">
              <Meter
                label={t('today.proposal.fit')}
                value={points}
                max={points_possible}
                text={t('today.proposal.points', {
                  points: number(points),
                  possible: number(points_possible),
                })}
              />
              <p>
                {t('today.proposal.by', {
                  date: dates.dateTime(answer_by),
                  when: dates.until(answer_by.slice(0, 10), dashboard.on),
                })}
              </p>
            </Stack>
          </Card>
        ),
      )}
    </CardGrid>
  );
}
