// A round of a cycle that no other test knows, solved and not published: for those who work on it.
import { expect } from '@playwright/test';
import type { CycleView, RoundProposal, RoundView } from '../src/gen';
import { type Crowd, day, enrolPairs, regionOf } from './crowd';

/** Invites and enrols so many pairs and matches them; answers the round. */
export async function solvedRound(crowd: Crowd, pairs: number): Promise<RoundView> {
  const { admin, run } = crowd;
  const region = await regionOf(crowd, 'OH');
  const cycle = await admin.post<CycleView>('/cycles', {
    name: `Workbench ${run}`,
    starts_on: day(-1),
    ends_on: day(200),
  });
  await admin.post(`/cycles/${cycle.id}/state`, { state: 'enrolling' });
  await enrolPairs(crowd, pairs, cycle.id, region.id);
  await admin.post(`/cycles/${cycle.id}/state`, { state: 'matching' });
  const round = await admin.post<RoundView>(`/cycles/${cycle.id}/rounds`, {
    region_id: region.id,
  });
  const state = async () => (await admin.get<RoundView>(`/rounds/${round.id}`)).state;
  await expect.poll(state).toBe('ready');
  return round;
}

/** The pairs of a round as they stand, most points first. */
export async function pairsOf({ admin }: Crowd, round: string): Promise<RoundProposal[]> {
  return (await admin.get<{ items: RoundProposal[] }>(`/rounds/${round}/proposals`)).items;
}
