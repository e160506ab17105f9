// A question that must be answered before anything else. Notices have the role of an alert dialog too and stay for a while,
// so that the role alone may find two.
import { expect, type Locator, type Page } from '@playwright/test';

export const question = (page: Page) => page.locator('dialog[role="alertdialog"]');

/** Presses what a dialog asks for and waits until it has gone: until then the page behind has buttons of the same name. */
export async function submit(dialog: Locator, name: string | RegExp): Promise<void> {
  await dialog.getByRole('button', { name }).click();
  await expect(dialog).toBeHidden();
}
