// Before two people per pair get a letter: how many letters go out, what they say, and that it cannot be taken back.
import { useQueryClient } from '@tanstack/react-query';
import { type CycleView, publishRound, type RoundView } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';

interface PublishDialogProps {
  round: RoundView;
  cycle: CycleView;
  onClose: () => void;
}

export function PublishDialog({ round, cycle, onClose }: PublishDialogProps) {
  const t = useT();
  const { number } = useNumbers();
  const queries = useQueryClient();
  const letters = round.matched * 2;
  const publish = async () => {
    await publishRound({ path: { id: round.id } });
    await Promise.all(
      [['round', round.id], ['rounds', round.cycle_id], ['proposals', round.id], ['proposal']].map(
        (queryKey) => queries.invalidateQueries({ queryKey }),
      ),
    );
    notify({ tone: 'done', text: t('matching.publish.done', { letters: number(letters) }) });
  };
  return (
    <ConfirmDialog
      open
      tone="primary"
      title={t('matching.publish.title', { letters })}
      loses={
        <Stack gap="s">
          <p>{t('matching.publish.asks', { pairs: round.matched, letters })}</p>
          <p>{t('matching.publish.until', { days: cycle.answer_within_days })}</p>
          <p>{t('matching.publish.final')}</p>
        </Stack>
      }
      confirmLabel={t('matching.publish.confirm', { letters })}
      onClose={onClose}
      onConfirm={publish}
    />
  );
}
