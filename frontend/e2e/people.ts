// The demo network's people, as `perennial serve --demo` prints them.
import { expect, type Page } from '@playwright/test';

const PASSWORD = process.env.PERENNIAL_DEMO_PASSWORD ?? 'perennial-demo-1';

export async function signInAs(page: Page, role: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'Email' }).fill(`${role}@demo.perennial.example`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
}
