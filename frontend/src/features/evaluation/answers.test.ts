import { expect, test } from 'vitest';
import type { SurveyItem } from '../../gen';
import { answerOf, complaintOf } from './answers';

const item = (kind: SurveyItem['kind'], required = false): SurveyItem => ({
  variable: 'v',
  kind,
  prompt: '?',
  required,
  choices: [],
});

test('a choice is sent by its code, zero included', () => {
  expect(answerOf(item('likert'), { value: 0 })).toEqual({ variable: 'v', value: 0 });
});

test('a number may be written with a comma; other words are no number', () => {
  expect(answerOf(item('number'), { value: ' 2,5 ' })).toEqual({ variable: 'v', value: 2.5 });
  expect(complaintOf(item('number'), { value: 'many' })).toBe('number');
});

test('what is empty was skipped, which a required item does not take; refusing is always an answer', () => {
  expect(answerOf(item('text'), { value: '  ' })).toEqual({ variable: 'v', missing: 'skipped' });
  expect(complaintOf(item('text'), undefined)).toBeNull();
  expect(complaintOf(item('text', true), undefined)).toBe('required');
  expect(complaintOf(item('text', true), { refused: true })).toBeNull();
});
