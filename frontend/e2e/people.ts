// The demo network's people, as `perennial serve --demo` prints them, and people whom no other test knows.
import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { addressOf, DEMO_PASSWORD, gather, inviteByLink, PASSWORD, regionOf } from './crowd';
import { welcome } from './story/cast';

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  // The public pages have a navigation of their own: only leaving the page tells that one is in.
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

export const signInAs = (page: Page, role: string): Promise<void> =>
  signIn(page, `${role}@demo.perennial.example`, DEMO_PASSWORD);

/** Signs in a mentor who was invited just now: what they choose for themselves disturbs nobody else. */
export async function signInAsNewcomer(page: Page, request: APIRequestContext) {
  const run = Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
  const crowd = await gather(request, run);
  const name = `Nia Newcomer ${run}`;
  const region = await regionOf(crowd, 'OH');
  await welcome({ page, name }, await inviteByLink(crowd, name, 'mentor', region.id));
  return { email: addressOf(name), password: PASSWORD };
}
