// From what a respondent gave to what the API takes: a value, or why there is none.
import type { SurveyAnswer, SurveyItem } from '../../gen';
import type { Given } from './Question';

export type AnswerComplaint = 'required' | 'number';

/** What is wrong with an answer, before it is sent. */
export function complaintOf(item: SurveyItem, given: Given): AnswerComplaint | null {
  const answer = answerOf(item, given);
  if (answer.missing === 'skipped' && item.required) return 'required';
  if (item.kind === 'number' && typeof answer.value === 'number' && !Number.isFinite(answer.value))
    return 'number';
  return null;
}

/** An empty answer was skipped. */
export function answerOf(item: SurveyItem, given: Given): SurveyAnswer {
  const { variable, kind } = item;
  if (given && 'refused' in given) return { variable, missing: 'refused' };
  const value = typeof given?.value === 'string' ? given.value.trim() : given?.value;
  if (value === undefined || value === '') return { variable, missing: 'skipped' };
  // A comma is the decimal mark of many people.
  if (kind === 'number') return { variable, value: Number(String(value).replace(',', '.')) };
  return { variable, value };
}
