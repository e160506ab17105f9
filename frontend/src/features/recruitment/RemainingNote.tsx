// A filled opening says how many still wait for a word, and where it is given.
import { lazy, Suspense, useState } from 'react';
import type { OpeningDetail } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { Stack } from '../../shared/ui/Stack';
import styles from './RemainingNote.module.css';

// Asked for once in an opening's life.
const DeclineRemaining = lazy(async () => ({
  default: (await import('./DeclineRemaining')).DeclineRemaining,
}));

// The last word given takes the note away; its place stays, and takes the focus on.
export function RemainingNote({ opening }: { opening: OpeningDetail }) {
  return (
    <KeepFocus>
      <Note opening={opening} />
    </KeepFocus>
  );
}

function Note({ opening }: { opening: OpeningDetail }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  // Reviewers are not told how many are undecided.
  const { state, undecided } = opening;
  if (state !== 'filled' || !undecided) return null;
  return (
    <section className={styles.note} aria-label={t('recruitment.remaining.title')}>
      <Stack>
        <p>{t('recruitment.remaining.note', { count: undecided })}</p>
        <div>
          <Button tone="primary" onPress={() => setAsking(true)}>
            {t('recruitment.remaining.act')}
          </Button>
        </div>
      </Stack>
      {asking && (
        <Suspense>
          <DeclineRemaining opening={opening} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </section>
  );
}
