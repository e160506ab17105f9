// Where a cycle stands, what that means for people, and the moves that are possible from here.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CycleState, type CycleView, setCycleState } from '../../gen';
import { useCan } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { Stepper } from '../../shared/ui/Stepper';
import { ClosingLoss } from './ClosingLoss';
import { CYCLE_STATES } from './words';

export function CycleSteps({ cycle }: { cycle: CycleView }) {
  const t = useT();
  const queries = useQueryClient();
  const manages = useCan('manage_cycles');
  const [next, setNext] = useState<CycleState | null>(null);
  const place = (state: CycleState) => CYCLE_STATES.indexOf(state);
  const onwards = (state: CycleState) => place(state) > place(cycle.state);
  const move = async (state: CycleState) => {
    await setCycleState({ path: { id: cycle.id }, body: { state } });
    await queries.invalidateQueries({ queryKey: ['cycle', cycle.id] });
    await queries.invalidateQueries({ queryKey: ['cycles'] });
    notify({
      tone: 'done',
      text: t('matching.move.done', { state: t(`matching.cycle.state.${state}`) }),
    });
  };
  // Onwards first, since that is what one comes for.
  const moves = [...cycle.next_states].sort((a, b) => place(b) - place(a));
  return (
    <Card
      footer={
        manages &&
        moves.map((state) => (
          <Button
            key={state}
            tone={onwards(state) ? 'primary' : 'quiet'}
            onPress={() => setNext(state)}
          >
            {t(onwards(state) ? 'matching.move.onwards' : 'matching.move.back', {
              state: t(`matching.cycle.state.${state}`),
            })}
          </Button>
        ))
      }
    >
      <Stack>
        <Stepper
          label={t('matching.cycle.steps')}
          steps={CYCLE_STATES.map((id) => ({ id, label: t(`matching.cycle.state.${id}`) }))}
          current={cycle.state}
        />
        <p>{t(`matching.cycle.means.${cycle.state}`)}</p>
      </Stack>
      {next && (
        <ConfirmDialog
          open
          tone={next === 'closed' ? 'danger' : 'primary'}
          title={t('matching.move.title', {
            name: cycle.name,
            state: t(`matching.cycle.state.${next}`),
          })}
          loses={
            <Stack>
              <p>{t(`matching.move.means.${next}`)}</p>
              {next === 'closed' && <ClosingLoss cycleId={cycle.id} />}
            </Stack>
          }
          confirmLabel={t(onwards(next) ? 'matching.move.onwards' : 'matching.move.back', {
            state: t(`matching.cycle.state.${next}`),
          })}
          onClose={() => setNext(null)}
          onConfirm={() => move(next)}
        />
      )}
    </Card>
  );
}
