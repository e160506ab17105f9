// The two letters of one pair, as they will be sent; one can look through the pairs.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import styles from './PublishLetters.module.css';
import { getPublicationPreview, listRows } from './workbenchApi';

interface PublishLettersProps {
  round: string;
  onlyApproved: boolean;
}

const LOOKED_AT = 50;

export function PublishLetters({ round, onlyApproved }: PublishLettersProps) {
  const t = useT();
  const [at, setAt] = useState(0);
  const read = useQuery({
    queryKey: ['publication_pairs', round, onlyApproved],
    queryFn: async ({ signal }) => {
      const approved = onlyApproved ? { approved: true } : {};
      const query = { limit: LOOKED_AT, state: 'proposed' as const, ...approved };
      return (await listRows(round, query, signal)).items;
    },
    staleTime: 0,
  });
  const pairs = read.data;
  const pair = pairs?.[Math.min(at, pairs.length - 1)];
  const query = { only_approved: onlyApproved, ...(pair && { proposal_id: pair.id }) };
  const letters = useQuery({
    queryKey: ['publication_letters', round, query],
    queryFn: ({ signal }) => getPublicationPreview(round, query, signal),
    enabled: pair !== undefined,
    placeholderData: keepPreviousData,
  });
  const { data, isPlaceholderData } = letters;
  const failed = [read, letters].find(({ error }) => error);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  // Somebody may have taken the last pair out since the letters were counted.
  if (pairs?.length === 0) return <p>{t('matching.publish.nothing')}</p>;
  if (!pairs || !pair || !data) return <Skeleton lines={6} />;
  return (
    <section className={styles.letters} aria-labelledby="letters">
      <h3 id="letters">
        {t('matching.publish.letters', { mentee: pair.mentee_name, mentor: pair.mentor_name })}
      </h3>
      <div aria-busy={isPlaceholderData}>
        {data.letters.map((letter) => (
          <details key={letter.as} className={styles.letter} open={letter.as === 'mentee'}>
            <summary>{t(`matching.publish.letter_${letter.as}`, { name: letter.to_name })}</summary>
            <p className={styles.subject}>{letter.subject}</p>
            <p className={styles.body}>{letter.body}</p>
          </details>
        ))}
      </div>
      <div className={styles.walk}>
        <Button
          small
          onPress={() => setAt(Math.max(0, at - 1))}
          disabledReason={at === 0 ? t('matching.publish.first_pair') : undefined}
          reasonHidden
        >
          {t('matching.workbench.previous')}
        </Button>
        <Button
          small
          onPress={() => setAt(Math.min(pairs.length - 1, at + 1))}
          disabledReason={at >= pairs.length - 1 ? t('matching.publish.last_pair') : undefined}
          reasonHidden
        >
          {t('matching.workbench.next')}
        </Button>
      </div>
    </section>
  );
}
