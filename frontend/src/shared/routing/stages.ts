// The ten classes of the program, numbered like the ten of a library: the lifecycle in order, then what serves all of it.
export const STAGES = [
  { id: 'today', number: '000', phoneRank: 1 },
  { id: 'network', number: '100', phoneRank: 6 },
  { id: 'recruitment', number: '200', phoneRank: 5 },
  { id: 'training', number: '300', phoneRank: 4 },
  { id: 'matching', number: '400', phoneRank: 3 },
  { id: 'mentorships', number: '500', phoneRank: 2 },
  { id: 'evidence', number: '600', phoneRank: 7 },
  { id: 'succession', number: '700', phoneRank: 8 },
  { id: 'library', number: '800', phoneRank: 9 },
  { id: 'administration', number: '900', phoneRank: 10 },
] as const;

export type Stage = (typeof STAGES)[number];
export type StageId = Stage['id'];

export function stageOf(id: StageId): Stage {
  return STAGES.find((stage) => stage.id === id) ?? STAGES[0];
}
