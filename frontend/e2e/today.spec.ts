// Today, as each role sees it: what needs them, with a way there, in every dress.
import { expect, test } from '@playwright/test';
import { dress, inspect, open, settle, THEMES } from './axe';
import { signInAs } from './people';

for (const role of ['coordinator', 'guide', 'reviewer', 'evaluator', 'mentor', 'mentee']) {
  test(`${role} is greeted with what needs them`, async ({ page }) => {
    await signInAs(page, role);
    await settle(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Good day, \w+/);
    await expect(page.getByRole('heading', { name: 'What needs me' })).toBeVisible();
    const found: string[] = [];
    for (const theme of THEMES) {
      for (const width of [1280, 390, 320]) {
        await dress(page, theme, width);
        found.push(...(await inspect(page)).map((each) => `${theme} ${width}: ${each}`));
      }
    }
    expect(found).toEqual([]);
  });
}

test('every matter leads to a page that the person may open', async ({ page }) => {
  await signInAs(page, 'coordinator');
  await settle(page);
  const list = page.getByRole('region', { name: 'What needs me' }).getByRole('listitem');
  // The page stands before its list has come.
  await expect(list.nth(2)).toBeVisible();
  const ways = await list
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(ways.length).toBeGreaterThan(2);
  for (const way of [...new Set(ways)]) {
    await open(page, way);
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(
      /Not for your roles|Not on the shelf|could not be shown/,
    );
  }
});
