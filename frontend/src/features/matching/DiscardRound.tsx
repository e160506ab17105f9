// A ready round that nobody will publish: it stays to be read and waits for nobody any more.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { discardRound, type RoundView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { workbenchKey } from './useWorkbench';

export function DiscardRound({ round }: { round: RoundView }) {
  const t = useT();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const discard = async () => {
    await discardRound({ path: { id: round.id } });
    notify({ tone: 'done', text: t('matching.discard.done') });
    await Promise.all(
      [
        ['round', round.id],
        ['rounds', round.cycle_id],
        ['waitlist', round.cycle_id],
        ['dashboard'],
        workbenchKey(round.id),
      ].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  };
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t('matching.discard.action')}</Button>
      <ConfirmDialog
        open={asking}
        title={t('matching.discard.ask')}
        loses={
          <p>
            {t(round.asked > 0 ? 'matching.discard.loses_rest' : 'matching.discard.loses', {
              count: round.asked,
            })}
          </p>
        }
        confirmLabel={t('matching.discard.action')}
        onClose={() => setAsking(false)}
        onConfirm={discard}
      />
    </>
  );
}
