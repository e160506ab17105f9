// How far an interview is, on a card or in a row: the word, and when it is or how much is scored.
import type { InterviewProgress as Progress } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { StateBadge, type Tone } from '../../shared/ui/Badge';

const TONES: Partial<Record<Progress['stage'], Tone>> = {
  invited: 'attention',
  booked: 'good',
  held: 'attention',
  scored: 'good',
  missed: 'danger',
};

export function InterviewBadge({ interview: { stage } }: { interview: Progress }) {
  const t = useT();
  return (
    <StateBadge state={stage} tones={TONES} label={t(`recruitment.interview_stage.${stage}`)} />
  );
}

export function useInterviewNote(): (interview: Progress) => string | null {
  const t = useT();
  const dates = useDates();
  return ({ stage, starts_at, panel, scored }) => {
    if (stage === 'booked' && starts_at) return dates.dateTime(starts_at);
    if (stage === 'held' || stage === 'scored')
      return t('recruitment.interview_scores', { scored, panel });
    return null;
  };
}
