// The one-tap question to the two of a pairing, answered on this page.

import type { TodayAction } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { useStep } from './useStep';

const ANSWERS = ['well', 'help', 'not_meeting'] as const;

export function PairingAnswers({ action, title }: { action: TodayAction; title: string }) {
  const t = useT();
  const step = useStep(action, t('today.step.done.pairing_questions'));
  const sent = (step.variables as { answer?: string } | undefined)?.answer;
  return (
    <>
      {ANSWERS.map((answer) => (
        <Button
          key={answer}
          tone={answer === 'well' ? 'primary' : 'secondary'}
          labelSuffix={`: ${title}`}
          pending={step.isPending && sent === answer}
          onPress={() => !step.isPending && step.mutate({ answer })}
        >
          {t(`today.step.answer.${answer}`)}
        </Button>
      ))}
    </>
  );
}
