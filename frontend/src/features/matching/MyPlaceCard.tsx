// One's own place in a cycle: as what, with how many seats; or the way in while the cycle takes people.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type CycleView, type EnrolmentView, withdrawEnrolment } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { myEnrolmentsQuery } from './data';
import { NotReadyNote } from './NotReadyNote';

export function MyPlaceCard({ cycle }: { cycle: CycleView }) {
  const t = useT();
  const coordinates = useCan('run_rounds');
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState<EnrolmentView | null>(null);
  const mine = useSuspenseQuery(myEnrolmentsQuery).data.items.filter(
    (each) => each.cycle_id === cycle.id && each.state !== 'withdrawn',
  );
  const open = cycle.state === 'enrolling' || cycle.state === 'matching';
  if (mine.length === 0 && !open) return null;
  const leave = async ({ id }: EnrolmentView) => {
    await withdrawEnrolment({ path: { id } });
    await queries.invalidateQueries({ queryKey: myEnrolmentsQuery.queryKey });
    await queries.invalidateQueries({ queryKey: ['cycle', cycle.id] });
    notify({ tone: 'done', text: t('matching.leave.done', { cycle: cycle.name }) });
  };
  return (
    <Card title={t('matching.mine.title')}>
      <Stack>
        {mine.map((each) => (
          <Stack key={each.id} row>
            <StateBadge
              state={each.role}
              label={t(`matching.role.${each.role}`)}
              tones={{ mentor: 'good', mentee: 'good' }}
            />
            {each.not_ready.length > 0 ? (
              <NotReadyNote enrolment={each} />
            ) : (
              <span>
                {each.role === 'mentor'
                  ? t('matching.mine.mentor', { capacity: each.capacity, held: each.seats_held })
                  : t('matching.mine.mentee', { held: each.seats_held })}
              </span>
            )}
            <ButtonLink to="/enrolments/$enrolment_id" params={{ enrolment_id: each.id }}>
              {t(each.state === 'draft' ? 'matching.draft.go_on' : 'matching.mine.change')}
            </ButtonLink>
            <Button tone="quiet" onPress={() => setLeaving(each)}>
              {t('matching.leave.action')}
            </Button>
          </Stack>
        ))}
        {open && mine.length < 2 && (
          <Stack row>
            <p>{t(mine.length === 0 ? 'matching.mine.none' : 'matching.mine.one')}</p>
            <ButtonLink
              to="/cycles/$cycle_id/enrol"
              params={{ cycle_id: cycle.id }}
              tone={mine.length === 0 && !coordinates ? 'primary' : 'secondary'}
            >
              {t('matching.enrol.self')}
            </ButtonLink>
          </Stack>
        )}
      </Stack>
      {leaving && (
        <ConfirmDialog
          open
          title={t('matching.leave.title', { cycle: cycle.name })}
          loses={<p>{t('matching.leave.loses_own')}</p>}
          confirmLabel={t('matching.leave.action')}
          onClose={() => setLeaving(null)}
          onConfirm={() => leave(leaving)}
        />
      )}
    </Card>
  );
}
