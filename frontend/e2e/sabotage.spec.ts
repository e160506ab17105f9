// Proves that the checks bite: a good page is damaged in the ways they look for, and each must be found.
import { expect, test } from '@playwright/test';
import { inspect, listen, open } from './axe';

test('a damaged page is found out', async ({ page }) => {
  const complaints = listen(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await open(page, '/sign-in');
  expect([...(await inspect(page)), ...complaints]).toEqual([]);

  await page.evaluate(() => {
    for (const label of document.querySelectorAll('label[for], main label')) label.remove();
    for (const input of document.querySelectorAll('main input')) {
      input.removeAttribute('aria-labelledby');
    }
    const lead = document.querySelector<HTMLElement>('main header p');
    if (lead) lead.style.color = '#dddddd';
    const wide = document.createElement('p');
    wide.textContent = 'wide';
    wide.style.width = '900px';
    document.querySelector('main')?.append(wide);
    document.title = 'Untitled';
    console.error('sabotage');
    // The policy must refuse this, and the refusal must be heard.
    const style = document.createElement('style');
    style.textContent = 'main { outline: 3px solid red }';
    document.head.append(style);
  });

  const found = [...(await inspect(page)), ...complaints].join('\n');
  expect(found).toContain('axe label:');
  expect(found).toContain('axe color-contrast:');
  expect(found).toContain('reflow:');
  expect(found).toContain('title: "Untitled"');
  expect(found).toContain('console: sabotage');
  expect(found).toContain('Content Security Policy');
});
