// Before two people per pair get a letter: how many letters go out, what they say, word for word, and that it cannot be taken back.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type PublicationPreview, publishRound, type RoundView } from '../../gen';
import { Choice } from '../../shared/form/Choice';
import { ChoiceGroup } from '../../shared/form/ChoiceGroup';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import styles from './PublishDialog.module.css';
import { PublishLetters } from './PublishLetters';
import { useClashWords } from './useClashWords';
import { workbenchKey } from './useWorkbench';
import { getPublicationPreview } from './workbenchApi';

interface PublishDialogProps {
  round: RoundView;
  /** How many are approved; with none, all or nothing is published. */
  approved: number;
  onClose: () => void;
}

export default function PublishDialog({ round, approved, onClose }: PublishDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const [onlyApproved, setOnlyApproved] = useState(approved > 0);
  const query = { only_approved: onlyApproved };
  const { data, error, refetch } = useQuery({
    queryKey: ['publication_preview', round.id, query],
    queryFn: ({ signal }) => getPublicationPreview(round.id, query, signal),
    staleTime: 0,
  });
  const send = useMutation({
    mutationFn: () => publishRound({ path: { id: round.id }, query }),
    onSuccess: async () => {
      onClose();
      notify({
        tone: 'done',
        text: t('matching.publish.done', { letters: data?.mails ?? 0 }),
      });
      await Promise.all(
        [
          ['round', round.id],
          ['rounds', round.cycle_id],
          ['cycle', round.cycle_id],
          ['dashboard'],
          ['proposals', round.id],
          ['proposal'],
          workbenchKey(round.id),
        ].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
    },
  });
  const letters = data?.mails ?? 0;
  return (
    <Dialog open alert title={t('matching.publish.ask')} onClose={onClose}>
      {approved > 0 && (
        <ChoiceGroup
          label={t('matching.publish.which')}
          required
          error={undefined}
          role="radiogroup"
          stacked
        >
          {[true, false].map((value) => (
            <Choice
              key={String(value)}
              type="radio"
              name="publish-which"
              value={String(value)}
              checked={onlyApproved === value}
              disabled={send.isPending}
              required
              invalid={false}
              onChange={() => setOnlyApproved(value)}
              onBlur={() => {}}
            >
              {value
                ? t('matching.publish.only_approved', { count: approved })
                : t('matching.publish.all')}
            </Choice>
          ))}
        </ChoiceGroup>
      )}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={6} />}
      {data && <Says preview={data} />}
      {data && data.proposals > 0 && data.clashes.length === 0 && (
        <PublishLetters round={round.id} onlyApproved={onlyApproved} />
      )}
      {send.error && <ErrorState error={send.error} focusOnMount />}
      <DialogActions>
        <Button onPress={onClose}>{t('action.keep')}</Button>
        <Button
          tone="primary"
          pending={send.isPending}
          onPress={() => send.mutate()}
          disabledReason={whyNot(data)}
        >
          {t('matching.publish.confirm', { letters })}
        </Button>
      </DialogActions>
    </Dialog>
  );

  function whyNot(preview: PublicationPreview | undefined): string | undefined {
    if (!preview) return t('state.loading');
    if (preview.proposals === 0) return t('matching.publish.nothing');
    return preview.clashes.length > 0 ? t('matching.publish.clashes_first') : undefined;
  }
}

function Says({ preview }: { preview: PublicationPreview }) {
  const t = useT();
  const dates = useDates();
  const clashWords = useClashWords();
  const named = useId();
  const { proposals, held_back, mails, people_changed, clashes } = preview;
  if (clashes.length > 0) {
    // One pair may clash twice, and is still one pair.
    const pairs = new Set(clashes.map((clash) => clash.proposal_id)).size;
    return (
      <Stack gap="s">
        <div role="alert">
          <p id={named}>{t('matching.publish.clashes', { count: pairs, of: proposals })}</p>
          <section
            className={styles.clashes}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls by keyboard where they are many
            tabIndex={0}
            aria-labelledby={named}
          >
            <ul>
              {clashes.map((clash) => (
                <li key={`${clash.proposal_id} ${clash.code}`}>{clashWords(clash)}</li>
              ))}
            </ul>
          </section>
        </div>
        <p>{t('matching.publish.blocked')}</p>
      </Stack>
    );
  }
  return (
    <Stack gap="s">
      <p>{t('matching.publish.asks', { pairs: proposals, letters: mails })}</p>
      {held_back > 0 && <p>{t('matching.publish.held_back', { count: held_back })}</p>}
      <p>
        {t('matching.publish.until', {
          days: preview.answer_within_days,
          when: dates.dateTime(preview.answer_by),
        })}
      </p>
      {people_changed > 0 && (
        <p>{t('matching.publish.people_changed', { count: people_changed })}</p>
      )}
      <p>{t('matching.publish.final')}</p>
    </Stack>
  );
}
