// A question that must be answered before anything else. Notices have the role of an alert dialog too and stay for a while,
// so that the role alone may find two.
import type { Page } from '@playwright/test';

export const question = (page: Page) => page.locator('dialog[role="alertdialog"]');
