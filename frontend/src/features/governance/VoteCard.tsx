// One's own vote: three choices and one button. What a secret ballot means is said before it is cast.

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { castVote, type DecisionDetail, type VoteChoice } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import { governanceChanged } from './queries';
import styles from './VoteCard.module.css';
import { CHOICES, hindrance } from './voting';

interface VoteCardProps {
  decision: DecisionDetail;
  /** When the meeting starts that it is put to. */
  begins: string | undefined;
}

export function VoteCard({ decision, begins }: VoteCardProps) {
  const t = useT();
  const dates = useDates();
  const why = hindrance(decision, begins, Date.now());
  return (
    <Card title={t('governance.votes.mine')} attention={!decision.voted && why === undefined}>
      {why ? (
        <p>
          {t(`governance.votes.hindered_${why}`, { time: begins ? dates.dateTime(begins) : '' })}
        </p>
      ) : (
        <Ballot decision={decision} />
      )}
    </Card>
  );
}

function Ballot({ decision }: { decision: DecisionDetail }) {
  const t = useT();
  const before = decision.my_choice ?? null;
  const [choice, setChoice] = useState<VoteChoice | null>(before);
  const cast = useMutation({
    mutationFn: async (chosen: VoteChoice) => {
      await castVote({
        path: { id: decision.id },
        // The vote is on the words that were read: other ones are refused.
        headers: ifVersion(decision),
        body: { choice: chosen },
      });
      notify({ tone: 'done', text: t('governance.votes.done') });
      await governanceChanged();
    },
  });
  const off =
    choice === null
      ? t('governance.votes.choose_first')
      : choice === before
        ? t('governance.votes.unchanged')
        : undefined;
  return (
    <Stack>
      <p>{t(`governance.votes.lead_${decision.secret ? 'secret' : 'open'}`)}</p>
      {before && <p>{t('governance.votes.was', { choice: t(`governance.votes.${before}`) })}</p>}
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>{t('governance.votes.question')}</legend>
        {CHOICES.map((each) => (
          <label key={each} className={styles.choice} data-choice={each}>
            <input
              type="radio"
              name={decision.id}
              value={each}
              checked={choice === each}
              onChange={() => setChoice(each)}
            />
            <span>{t(`governance.votes.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      {cast.error && <ErrorState error={cast.error} focusOnMount />}
      <div>
        <Button
          tone="primary"
          pending={cast.isPending}
          disabledReason={off}
          onPress={() => choice && cast.mutate(choice)}
        >
          {t(before ? 'governance.votes.change' : 'governance.votes.cast')}
        </Button>
      </div>
    </Stack>
  );
}
