// The workbench over a round of 5,000 mentees that the server itself enrolled, matched and serves: `cargo xtask test --deep` makes the
// cycle. What the screen alone takes is in workbench.spec.ts; here a coordinator waits for screen and server together.
import { expect, test } from '@playwright/test';
import type { RoundView } from '../src/gen';
import { gather } from './crowd';
import { signInAs } from './people';
import { FILTER_MS, MOUNT_MS, SHIFT, sinceItCame, TRIES, timed, watch } from './stopwatch';

test.setTimeout(240_000);

const CYCLE = process.env.PERENNIAL_LARGE_CYCLE;
/** From a decision to its effect on the screen, with the tests' unoptimised server. */
const DECISION_MS = 10_000;

test('a round of 5,000 is worked on at the pace of its coordinator', async ({ page, request }) => {
  test.skip(!CYCLE, 'PERENNIAL_LARGE_CYCLE names no cycle: `perennial bench-cycle 5000` makes one');
  const { admin } = await gather(request, `s${Date.now().toString(36)}`);
  const round = await admin.post<RoundView>(`/cycles/${CYCLE}/rounds`, {});
  const now = () => admin.get<RoundView>(`/rounds/${round.id}`);
  await expect.poll(async () => (await now()).state, { timeout: 120_000 }).toBe('ready');
  const { matched, total_points } = await now();
  expect(matched).toBeGreaterThan(4000);

  await page.setViewportSize({ width: 1280, height: 800 });
  await signInAs(page, 'taskforce');
  await watch(page);
  const grid = page.getByRole('grid');
  const cold: number[] = [];
  for (let turn = 0; turn < TRIES; turn += 1) {
    await page.goto(`/rounds/${round.id}`);
    await expect(grid.getByRole('row').first()).toBeVisible();
    await expect(page.getByRole('article')).toBeVisible();
    cold.push(await page.evaluate(sinceItCame, round.id));
    expect(await page.evaluate(() => window.shifted)).toBeLessThan(SHIFT);
  }
  expect(Math.min(...cold), `first mounted in ${cold}`).toBeLessThan(MOUNT_MS);

  // All of them, and the workbench stands again over all of them.
  await page.getByLabel('Order', { exact: true }).selectOption('mentee');
  await expect(grid).toHaveAttribute('aria-rowcount', String(matched), { timeout: 60_000 });
  expect(await grid.getByRole('row').count()).toBeLessThan(60);
  const mounts: number[] = [];
  for (let turn = 0; turn < TRIES; turn += 1) {
    await page.getByRole('tab', { name: 'Rules' }).click();
    await expect(grid).toHaveCount(0);
    mounts.push(await timed(page, 'pairs', matched));
  }
  expect(Math.min(...mounts), `mounted in ${mounts}`).toBeLessThan(MOUNT_MS);
  const filters = [await timed(page, 'weak', null), await timed(page, 'all', matched)];
  expect(Math.min(...filters), `filtered in ${filters}`).toBeLessThan(FILTER_MS);

  // The coordinator reads the first pair, and who else there is.
  await grid.focus();
  await page.keyboard.press('Home');
  const others = page.getByRole('article').getByRole('button', { name: /^Choose: / });
  await expect(others.first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });

  // A veto is solved anew over all 5,000 while the coordinator looks, and taken back.
  await grid.focus();
  await page.keyboard.press('v');
  await expect(page.getByRole('dialog')).toContainText('Veto');
  await page.keyboard.type('They have worked together before.');
  const began = Date.now();
  await page.keyboard.press('Enter');
  const effect = page.getByRole('region', { name: 'What the last step did' });
  await expect(effect).toContainText('Vetoed');
  const decided = Date.now() - began;
  expect(decided).toBeLessThan(DECISION_MS);
  await grid.focus();
  await page.keyboard.press('u');
  await expect(effect).toContainText('Taken back: Vetoed');
  expect((await now()).total_points).toBe(total_points);
  expect(await page.evaluate(() => window.shifted)).toBeLessThan(SHIFT);
  console.log(
    `first in ${cold.map(Math.round)} ms, again in ${mounts.map(Math.round)} ms, filtered in ${filters.map(Math.round)} ms, a veto in ${decided} ms`,
  );
});
