// The one-tap question to the two when a pairing has become quiet: who reads the answer is said before it is given.

import { answerPairingQuestion, type MyPairingQuestion, type PairAnswer } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { Stack } from '../../shared/ui/Stack';
import { pairingChanged } from './data';
import { useAct } from './useAct';
import { HEALTH_ANSWERS } from './words';

type Asked = Pick<MyPairingQuestion, 'pairing_id' | 'other_name' | 'answer_until'>;

export function HealthQuestion({ asked }: { asked: Asked }) {
  const t = useT();
  const dates = useDates();
  const { pairing_id, other_name, answer_until } = asked;
  const answer = useAct<PairAnswer>({
    run: (given) => answerPairingQuestion({ path: { id: pairing_id }, body: { answer: given } }),
    refresh: () => pairingChanged(pairing_id),
    done: (given) => t(`mentorships.asked.done.${given}`),
  });
  return (
    <KeepFocus>
      <Card attention title={t('mentorships.asked.title', { name: other_name })}>
        <Stack>
          <p>
            {t('mentorships.asked.who', { name: other_name, until: dates.dateTime(answer_until) })}
          </p>
          <Stack gap="s" row>
            {HEALTH_ANSWERS.map((each) => (
              <Button
                key={each}
                tone={each === 'well' ? 'primary' : 'secondary'}
                pending={answer.isPending && answer.variables === each}
                onPress={() => !answer.isPending && answer.mutate(each)}
              >
                {t(`mentorships.asked.${each}`)}
              </Button>
            ))}
          </Stack>
        </Stack>
      </Card>
    </KeepFocus>
  );
}
