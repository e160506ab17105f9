// What every screen must pass: no accessibility violation, nothing wider than the screen, nothing in the console.
import { AxeBuilder } from '@axe-core/playwright';
import type { ConsoleMessage, Page } from '@playwright/test';

export const THEMES = ['light', 'dark'] as const;
const WIDTHS = [1280, 390, 320] as const;
type Theme = (typeof THEMES)[number];

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Collects what the console and the page complain about, from now on. */
export function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  return complaints;
}

/** Turns the page to a theme and a width. */
export async function dress(page: Page, theme: Theme, width: number): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 800 });
  // The colours must have arrived before they are measured.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    await Promise.all(
      document.getAnimations().map((animation) => animation.finished.catch(() => {})),
    );
  });
}

/** Opens a route and waits for its heading and for what it still loads. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settle(page);
}

export async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page
    .getByRole('status')
    .filter({ hasText: /Loading|Cargando/ })
    .first()
    .waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready);
}

/** What is wrong with the page as it stands; an empty list is what we want. */
export async function inspect(page: Page): Promise<string[]> {
  const found: string[] = [];
  const { violations, incomplete } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  for (const { id, help, nodes } of violations) {
    found.push(`axe ${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`);
  }
  // Contrast over a gradient or a picture cannot be measured, so nobody would have checked it.
  const blind = ['bgGradient', 'bgImage', 'pseudoContent', 'colorParse'];
  for (const { id, nodes } of incomplete) {
    for (const { any, target } of id === 'color-contrast' ? nodes : []) {
      const reason = String(any[0]?.data?.messageKey);
      if (blind.includes(reason)) found.push(`axe ${id}: ${target.join(' ')} (${reason})`);
    }
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) found.push(`reflow: ${overflow} px wider than the screen`);
  const title = await page.title();
  if (!/ · Perennial$/.test(title)) found.push(`title: "${title}" does not name the page`);
  return found;
}

// Half of the dresses hold each theme and each width once; the deep gate looks at all six.
const SAMPLED = [
  ['light', 1280],
  ['light', 320],
  ['dark', 390],
] as const;
const DRESSES = process.env.PERENNIAL_EVERY_DRESS
  ? THEMES.flatMap((theme) => WIDTHS.map((width) => [theme, width] as const))
  : SAMPLED;

/** Opens a route once and looks at it in its dresses. */
export async function walk(page: Page, path: string): Promise<string[]> {
  const complaints = listen(page);
  const found: string[] = [];
  await open(page, path);
  for (const [theme, width] of DRESSES) {
    await dress(page, theme, width);
    found.push(...(await inspect(page)).map((each) => `${theme} ${width}: ${each}`));
  }
  return [...found, ...complaints];
}
