// Every screen, light and dark, on a laptop, a phone and a very small phone.
import { expect, type Route, test } from '@playwright/test';
import { dress, inspect, open, settle, THEMES, walk } from './axe';
import { signIn, signInAs, signInAsNewcomer } from './people';
import { question } from './question';
import { ADMIN_ROUTES, PUBLIC_ROUTES, REFUSED_LINKS, SAMPLED_ROUTES } from './routes';

const delayed = (milliseconds: number) => async (route: Route) => {
  await new Promise((done) => setTimeout(done, milliseconds));
  await route.continue();
};

test.describe('signed out', () => {
  for (const path of PUBLIC_ROUTES) {
    test(path, async ({ page }) => {
      expect(await walk(page, path)).toEqual([]);
    });
  }

  for (const path of REFUSED_LINKS) {
    test(path, async ({ page }) => {
      const found = await walk(page, path);
      // The browser itself reports the refusal; nothing else may be said.
      const [refused, ...others] = found;
      expect(refused).toMatch(/^console: .*status of 401/);
      expect(others).toEqual([]);
    });
  }
});

test.describe('signed in', () => {
  const routes = process.env.PERENNIAL_EVERY_DRESS ? ADMIN_ROUTES : SAMPLED_ROUTES;
  for (const path of routes) {
    test(path, async ({ page }) => {
      await signInAs(page, 'admin');
      expect(await walk(page, path)).toEqual([]);
    });
  }

  test('with the menus open', async ({ page }) => {
    await signInAs(page, 'admin');
    const found: string[] = [];
    for (const theme of THEMES) {
      await dress(page, theme, 390);
      await open(page, '/');
      await page.getByRole('button', { name: /^My menu/ }).click();
      found.push(...(await inspect(page)).map((each) => `${theme} person: ${each}`));
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'All', exact: true }).click();
      found.push(...(await inspect(page)).map((each) => `${theme} drawer: ${each}`));
    }
    expect(found).toEqual([]);
  });

  test('the language and the theme are remembered, and the person has them elsewhere too', async ({
    page,
    request,
    browser,
  }) => {
    const newcomer = await signInAsNewcomer(page, request);
    await page.getByRole('button', { name: /^My menu/ }).click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
    await page.getByRole('radio', { name: 'Español' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
    expect((await saved).status()).toBe(200);
    await page.reload();
    await settle(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await signIn(other, newcomer.email, newcomer.password);
    await expect(other.locator('html')).toHaveAttribute('lang', 'es');
    await elsewhere.close();
  });

  test('the focus follows the page, and signing out ends it', async ({ page }) => {
    // The page that is left gets its heading while the next one is on its way.
    await page.route('**/api/v1/dashboard', delayed(500));
    await page.route('**/assets/AccountPage-*.js', delayed(1500));
    await signInAs(page, 'admin');
    await page.getByRole('button', { name: /^My menu/ }).click();
    await page.getByRole('link', { name: 'My account', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'My account' })).toBeFocused();
    await page.getByRole('button', { name: /^My menu/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    await page.goto('/account');
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  });

  test('a session elsewhere can be ended, after saying what is lost', async ({
    page,
    request,
    browser,
  }) => {
    const newcomer = await signInAsNewcomer(page, request);
    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await signIn(other, newcomer.email, newcomer.password);
    await open(page, '/account');
    const ends = page.getByRole('button', { name: /^Sign it out/ });
    await expect(ends).toHaveCount(1);
    await ends.click();
    const dialog = question(page);
    await expect(dialog).toContainText('must sign in again');
    await dialog.getByRole('button', { name: /^Sign it out/ }).click();
    await expect(dialog).toBeHidden();
    await expect(ends).toHaveCount(0);
    await other.goto('/account');
    await expect(other.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    await elsewhere.close();
  });
});
