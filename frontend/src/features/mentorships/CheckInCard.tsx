// How it goes, in one tap. Who reads it, by name, and who does not, stands above the three answers.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type CheckInChoice, createCheckIn, type PairingView } from '../../gen';
import { queryClient } from '../../shared/api/queryClient';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { Stack } from '../../shared/ui/Stack';
import styles from './CheckIn.module.css';
import { CheckInList } from './CheckInList';
import { pairingChanged, readersQuery } from './data';
import { useReaders } from './readers';
import { useAct } from './useAct';

export function CheckInCard({ pairing }: { pairing: PairingView }) {
  const t = useT();
  const question = useSuspenseQuery(readersQuery(pairing.id)).data;
  const readers = useReaders(pairing);
  const [text, setText] = useState('');
  const id = useId();
  const said = useAct<CheckInChoice>({
    run: (choice) =>
      createCheckIn({ path: { id: pairing.id }, body: { choice, text: text.trim() || null } }),
    refresh: async () => {
      await pairingChanged(pairing.id);
      await queryClient.invalidateQueries({ queryKey: readersQuery(pairing.id).queryKey });
    },
    done: t('mentorships.check_in.done', { readers: readers.names }),
  });
  return (
    <KeepFocus>
      <Card title={t('mentorships.check_in.title')}>
        <Stack>
          <p className={styles.readers}>{readers.who}</p>
          <fieldset className={styles.choices} aria-describedby={id}>
            <legend className={styles.hidden}>{t('mentorships.check_in.title')}</legend>
            {question.choices.map((choice) => (
              <Button
                key={choice}
                pending={said.isPending && said.variables === choice}
                onPress={() => {
                  if (!said.isPending) said.mutate(choice, { onSuccess: () => setText('') });
                }}
              >
                {t(`mentorships.check_in.${choice}`)}
              </Button>
            ))}
          </fieldset>
          <details className={styles.more}>
            <summary>{t('mentorships.check_in.add_words')}</summary>
            <label className={styles.words}>
              <span>{t('mentorships.check_in.words')}</span>
              <textarea
                rows={3}
                value={text}
                maxLength={question.text_max_length}
                onChange={(event) => setText(event.target.value)}
              />
            </label>
          </details>
          <p id={id} className={styles.soft}>
            {t('mentorships.check_in.sends')}
          </p>
          <CheckInList pairing={pairing} mine />
        </Stack>
      </Card>
    </KeepFocus>
  );
}
