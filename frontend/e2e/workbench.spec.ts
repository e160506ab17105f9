// The workbench with 5,000 pairs: how long it takes to stand, whether anything jumps, and whether keys and filters keep up. What
// the API would answer is answered in the browser, so that nothing but the screen is measured.
import { expect, test } from '@playwright/test';
import { answerWithPairs, ROUND } from './manyPairs';
import { FILTER_MS, MOUNT_MS, SHIFT, sinceItCame, TRIES, timed, watch } from './stopwatch';

test.setTimeout(60_000);

const PAIRS = 5000;

test('5,000 pairs stand at once, nothing jumps, and keys and filters keep up', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await watch(page);
  await answerWithPairs(page, PAIRS);

  // Cold: from the last of what the list needs, as it has come, to rows on the screen.
  const grid = page.getByRole('grid');
  const active = grid.locator('[aria-selected="true"]');
  const cold: number[] = [];
  for (let turn = 0; turn < TRIES; turn += 1) {
    await page.goto(`/rounds/${ROUND}`);
    await expect(grid.getByRole('row').first()).toContainText('Mentee 00000');
    await expect(page.getByRole('article')).toBeVisible();
    cold.push(await page.evaluate(sinceItCame, ROUND));
    expect(await page.evaluate(() => window.shifted)).toBeLessThan(SHIFT);
  }
  expect(Math.min(...cold), `first mounted in ${cold}`).toBeLessThan(MOUNT_MS);

  // All of them, by name.
  await page.getByLabel('Order', { exact: true }).selectOption('mentee');
  await expect(grid).toHaveAttribute('aria-rowcount', String(PAIRS));
  const drawn = await grid.getByRole('row').count();
  expect(drawn).toBeLessThan(60);

  // Warm: the workbench stands again over all 5,000.
  const mounts: number[] = [];
  for (let turn = 0; turn < TRIES; turn += 1) {
    await page.getByRole('tab', { name: 'Rules' }).click();
    await expect(grid).toHaveCount(0);
    mounts.push(await timed(page, 'pairs', PAIRS));
  }
  expect(Math.min(...mounts), `mounted in ${mounts}`).toBeLessThan(MOUNT_MS);

  // The keyboard goes to the end and back, and the focus stays in the grid.
  await grid.focus();
  await page.keyboard.press('End');
  await expect(active).toContainText('Mentee 04999');
  await page.keyboard.press('ArrowUp');
  await expect(active).toContainText('Mentee 04998');
  await expect(grid).toBeFocused();
  await page.keyboard.press('Home');
  await expect(active).toContainText('Mentee 00000');
  await expect(grid).toBeFocused();

  // Filters of what is here.
  const filters: number[] = [];
  const weak = PAIRS / 2 - 50;
  for (let turn = 0; turn < TRIES; turn += 1) {
    filters.push(await timed(page, 'weak', weak), await timed(page, 'all', PAIRS));
  }
  expect(Math.min(...filters), `filtered in ${filters}`).toBeLessThan(FILTER_MS);

  // A name among all of them; whoever types keeps the focus, and goes on to the list by keyboard.
  const search = page.getByRole('searchbox', { name: 'Find a name' });
  await search.focus();
  await page.keyboard.type('mentee 04321');
  await expect(grid).toHaveAttribute('aria-rowcount', '1');
  await expect(search).toBeFocused();
  expect(await page.evaluate(() => window.shifted)).toBeLessThan(SHIFT);
  console.log(
    `first in ${cold.map(Math.round)} ms, again in ${mounts.map(Math.round)} ms, filtered in ${filters.map(Math.round)} ms`,
  );
});
