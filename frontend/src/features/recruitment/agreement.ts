// What an intraclass correlation says, for people who have never met one.
import type { AgreementFigures } from '../../gen';

export type Reading =
  /** Why there is no figure. */
  | { kind: 'undefined'; reason: 'no_scores' | 'too_few_scores' | 'no_differences' }
  /** Reviewers of one application differ as much as reviewers of different ones. */
  | { kind: 'none'; value: number }
  | { kind: 'share'; value: number; band: Band };

export type Band = 'low' | 'moderate' | 'good' | 'very_good';

/** The bands of Koo & Li (2016): a convention, not a law. */
export function bandOf(value: number): Band {
  if (value < 0.5) return 'low';
  if (value < 0.75) return 'moderate';
  return value < 0.9 ? 'good' : 'very_good';
}

export function readingOf({ one_reviewer: one }: AgreementFigures): Reading {
  if (one.value === null) return { kind: 'undefined', reason: one.undefined ?? 'no_scores' };
  if (one.value <= 0) return { kind: 'none', value: one.value };
  return { kind: 'share', value: one.value, band: bandOf(one.value) };
}
