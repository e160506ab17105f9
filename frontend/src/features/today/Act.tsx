// What the API offers to do about one thing at once, as a button beside its name; what needs words asks for them first.
import { lazy, Suspense, useState } from 'react';
import type { TodayAction, TodayKind, TodaySubject } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { CircleSteps } from './CircleSteps';
import { PairingAnswers } from './PairingAnswers';
import type { Place } from './places';
import { RoundAgain } from './RoundAgain';
import { useStep } from './useStep';

// Forms come when they are asked for, so that the page itself stays light.
const AnswerDialog = lazy(() => import('./AnswerDialog'));
const ExtendDialog = lazy(() => import('./ExtendDialog'));

interface ActProps {
  kind: TodayKind;
  subject: TodaySubject;
  /** Where the thing itself is. */
  place: Place | undefined;
}

export function Act({ kind, subject, place }: ActProps) {
  const t = useT();
  const { action, title } = subject;
  if (action) {
    const given = { action, title };
    if (kind === 'pairing_questions') return <PairingAnswers {...given} />;
    if (isStep(kind)) return <Step {...given} kind={kind} />;
    if (kind === 'questions_to_answer') return <Asking {...given} kind={kind} />;
    if (kind === 'pairings_ending') return <Asking {...given} kind={kind} />;
    if (kind === 'circles_too_small') return <CircleSteps {...given} place={place} />;
    if (kind === 'proposals_declined') return <RoundAgain {...given} />;
  }
  return place ? (
    <ButtonLink {...place} tone="quiet">
      {t('today.act.one')}
    </ButtonLink>
  ) : null;
}

const STEPS = [
  'pairings_asking_for_attention',
  'pairings_stalled',
  'pairings_without_agreement',
  'pairings_without_meeting',
] as const;
type StepKind = (typeof STEPS)[number];

const isStep = (kind: TodayKind): kind is StepKind => STEPS.some((each) => each === kind);

interface OneProps {
  action: TodayAction;
  title: string;
}

/** Done with the press. */
function Step(props: OneProps & { kind: StepKind }) {
  const { action, title, kind } = props;
  const t = useT();
  const step = useStep(action, t(`today.step.done.${kind}`));
  return (
    <Button
      small
      labelSuffix={`: ${title}`}
      pending={step.isPending}
      onPress={() => step.mutate(undefined)}
    >
      {t(`today.step.${kind}`)}
    </Button>
  );
}

/** Done with a few words or a day. */
function Asking(props: OneProps & { kind: 'questions_to_answer' | 'pairings_ending' }) {
  const { action, title, kind } = props;
  const t = useT();
  const [open, setOpen] = useState(false);
  const Form = kind === 'questions_to_answer' ? AnswerDialog : ExtendDialog;
  return (
    <>
      <Button small labelSuffix={`: ${title}`} onPress={() => setOpen(true)}>
        {t(`today.step.${kind}`)}
      </Button>
      {open && (
        <Suspense>
          <Form action={action} title={title} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
