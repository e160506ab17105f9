// Whom the rematch found, and why; then the two are asked, or the pair is looked at in its round first.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ProposalDetail, publishRound } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import styles from './Rematch.module.css';
import { pairsChanged, type Wanting } from './rematch';
import { useReasonWords } from './words';

interface RematchFoundProps {
  who: Wanting;
  found: ProposalDetail;
  onClose: () => void;
}

export function RematchFound({ who, found, onClose }: RematchFoundProps) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const queries = useQueryClient();
  const { reason } = useReasonWords();
  const { mentee_name, mentor_name, points, points_possible, answer_by, round_id } = found;
  const names = { mentee: mentee_name, mentor: mentor_name };
  const gave = found.reasons.filter((each) => each.points > 0).sort((a, b) => b.points - a.points);
  const asked = found.state === 'published';
  const ask = useMutation({
    mutationFn: () => publishRound({ path: { id: round_id }, query: { only_approved: false } }),
    onSuccess: async () => {
      notify({ tone: 'done', text: t('matching.rematch.asked', names) });
      await pairsChanged(queries, who);
      onClose();
    },
  });
  return (
    <Stack gap="l">
      <Stack>
        <div>
          <h3>{t('matching.pair.title', names)}</h3>
          <p>
            {t('matching.rematch.points', {
              points: number(points),
              possible: number(points_possible),
            })}{' '}
            {asked && answer_by
              ? t('matching.rematch.asked_until', { when: dates.dateTime(answer_by) })
              : t('matching.rematch.not_asked')}
          </p>
        </div>
        <div>
          <h4>{t('matching.pair.why')}</h4>
          <ul className={styles.reasons}>
            {gave.map((each) => (
              <li key={each.factor}>{reason(each)}</li>
            ))}
          </ul>
        </div>
        {ask.error && <ErrorState error={ask.error} focusOnMount />}
      </Stack>
      <DialogActions>
        <Button onPress={onClose}>{t('action.close')}</Button>
        <ButtonLink to="/rounds/$round_id" params={{ round_id }}>
          {t('matching.rematch.open_round')}
        </ButtonLink>
        {!asked && (
          <Button tone="primary" pending={ask.isPending} onPress={() => ask.mutate()}>
            {t('matching.rematch.ask_both')}
          </Button>
        )}
      </DialogActions>
    </Stack>
  );
}
