// The words of matching: states with their tones, factors, and reasons as sentences in the person's language.

import type { CareerStage, CycleState, FactorReason, RoundState, Setting } from '../../gen';
import { useIntl } from '../../shared/i18n/intl';
import { useNumbers, useT } from '../../shared/i18n/useT';
import type { Tone } from '../../shared/ui/Badge';

export const CYCLE_STATES: readonly CycleState[] = [
  'draft',
  'enrolling',
  'matching',
  'mentoring',
  'closed',
];
export const CAREER_STAGES: readonly CareerStage[] = [
  'student',
  'changing',
  'early',
  'mid',
  'late',
  'retired',
];
export const OBJECTIVES = [
  'most_total_fit',
  'most_matched_then_fit',
  'worst_served_then_fit',
] as const;
export const FACTORS = [
  'goals_met_by_expertise',
  'shared_interests',
  'career_stage',
  'setting',
  'time_zone',
  'experience_years',
  'language',
  'region',
  'availability',
] as const;

type Tones = Partial<Record<string, Tone>>;
export const CYCLE_TONES: Tones = { enrolling: 'good', matching: 'attention', mentoring: 'good' };
export const ROUND_TONES: Partial<Record<RoundState, Tone>> = {
  ready: 'attention',
  published: 'good',
  failed: 'danger',
};
export const PROPOSAL_TONES: Tones = {
  published: 'attention',
  accepted: 'good',
  declined: 'danger',
};

/** Names of languages, lists of words and reasons, in the language of the screen. */
export function useReasonWords() {
  const t = useT();
  const intl = useIntl();
  const { number } = useNumbers();
  const names = new Intl.DisplayNames([intl.locale], { type: 'language' });
  const language = (code: string) => names.of(code) ?? code;
  const list = (words: readonly string[]) => intl.formatList([...words], { type: 'conjunction' });
  const setting = (code: string | undefined) => t(`setting.${code as Setting}`);
  const stage = (code: string | undefined) => t(`matching.stage.${code as CareerStage}`);
  const span = (minutes: number) => {
    const hours = Math.floor(minutes / 60);
    return t('matching.reason.span', { hours, minutes: minutes % 60 });
  };
  const reason = ({ code, text, words, number: figure }: FactorReason): string => {
    const [mentees, mentors] = words;
    switch (code) {
      case 'interests_shared':
        return t('matching.reason.interests_shared', { words: list(words) });
      case 'interests_differ':
        return t('matching.reason.interests_differ');
      case 'goals_met':
        return t('matching.reason.goals_met', { words: list(words) });
      case 'goals_not_met':
        return t('matching.reason.goals_not_met');
      case 'setting_same':
        return t('matching.reason.setting_same', { setting: setting(mentees) });
      case 'setting_differs':
        return t('matching.reason.setting_differs', {
          mentees: setting(mentees),
          mentors: setting(mentors),
        });
      case 'stage_ahead':
        return t('matching.reason.stage_ahead', {
          mentees: stage(mentees),
          mentors: stage(mentors),
        });
      case 'stage_not_ahead':
        return t('matching.reason.stage_not_ahead', {
          mentees: stage(mentees),
          mentors: stage(mentors),
        });
      case 'time_same':
        return t('matching.reason.time_same');
      case 'time_apart':
        return t('matching.reason.time_apart', { span: span(figure ?? 0) });
      case 'years':
        return t('matching.reason.years', { years: figure ?? 0 });
      case 'languages_shared':
        return t('matching.reason.languages_shared', { words: list(words.map(language)) });
      case 'languages_differ':
        return t('matching.reason.languages_differ');
      case 'region_same':
        return t('matching.reason.region_same');
      case 'region_differs':
        return t('matching.reason.region_differs');
      case 'hours_shared':
        return t('matching.reason.hours_shared', { hours: figure ?? 0 });
      case 'hours_differ':
        return t('matching.reason.hours_differ');
      case 'hours_not_said':
        return t('matching.reason.hours_not_said');
      default:
        // A newer server may know reasons that this page does not: its own sentence is then right.
        return text;
    }
  };
  return {
    reason,
    language,
    list,
    number,
    factor: (name: string) => t(`matching.factor.${name}`),
  };
}

/** The factors of a pair as bars, what gave most first; those that cannot give anything are left out. */
export function factorsOf(
  reasons: readonly FactorReason[],
  label: (factor: string) => string,
  words: (reason: FactorReason) => string,
) {
  return [...reasons]
    .sort((a, b) => b.points - a.points || b.out_of - a.out_of)
    .filter((each) => each.out_of > 0)
    .map((each) => ({
      code: each.factor,
      label: label(each.factor),
      reason: words(each),
      points: each.points,
      max: each.out_of,
    }));
}
