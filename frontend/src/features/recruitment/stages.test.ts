// Every state of an application with every stage of its interview has one column.
import { expect, test } from 'vitest';
import type { ApplicationState, InterviewProgress, InterviewStage } from '../../gen';
import { inStage, STAGES, stageOf } from './stages';

const interview = (stage: InterviewStage): InterviewProgress => ({
  interview_id: stage,
  stage,
  starts_at: null,
  panel: 0,
  scored: 0,
});

test.each<[ApplicationState, InterviewStage | null, string]>([
  ['submitted', null, 'submitted'],
  ['in_review', null, 'in_review'],
  ['in_review', 'invited', 'interview'],
  ['in_review', 'booked', 'interview'],
  ['in_review', 'held', 'interview'],
  ['in_review', 'scored', 'interview'],
  ['in_review', 'missed', 'interview'],
  ['in_review', 'cancelled', 'in_review'],
  ['offered', null, 'offered'],
  ['offered', 'scored', 'offered'],
  ['appointed', 'scored', 'decided'],
  ['declined', 'cancelled', 'decided'],
  ['withdrawn', null, 'decided'],
])('%s with an interview %s is in the column %s', (state, stage, column) => {
  expect(stageOf({ state, interview: stage && interview(stage) })).toBe(column);
});

test('interviews stand in the order of their way, and nobody is lost', () => {
  const ways: InterviewStage[] = ['scored', 'held', 'missed', 'booked', 'invited', 'cancelled'];
  const all = ways.map((stage) => ({ state: 'in_review' as const, interview: interview(stage) }));
  const shown = inStage(all, 'interview').map(({ interview: { stage } }) => stage);
  expect(shown).toEqual(['invited', 'booked', 'missed', 'held', 'scored']);
  expect(STAGES.flatMap((stage) => inStage(all, stage))).toHaveLength(all.length);
});
