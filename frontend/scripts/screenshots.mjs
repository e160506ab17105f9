// Takes the pictures of the README from a running demo network: PERENNIAL_BASE_URL=http://127.0.0.1:8080 npm run screenshots
import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';

const base = process.env.PERENNIAL_BASE_URL;
if (!base) throw new Error('Set PERENNIAL_BASE_URL to the address of a running demo network.');
const password = process.env.PERENNIAL_DEMO_PASSWORD ?? 'perennial-demo-1';
const folder = process.env.PERENNIAL_PICTURES ?? '../docs/pictures';

const email = 'taskforce@demo.perennial.example';

/** Asks the API, as the pictures' person. */
async function ask(path, token, body) {
  const answer = await fetch(`${base}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

const { access_token: token } = await ask('/auth/sign-in', undefined, { email, password });
const cycles = (await ask('/cycles', token)).items;
const spring = cycles.find((cycle) => cycle.name === 'Spring cycle');
const round = (await ask(`/cycles/${spring.id}/rounds`, token)).items[0];
const study = (await ask('/studies', token)).items[0];
const wave = (await ask(`/studies/${study.id}/waves`, token)).items[0];

// What each picture shows.
const pictures = [
  { name: 'dashboard', path: '/' },
  { name: 'matching', path: `/rounds/${round.id}` },
  { name: 'evidence', path: `/waves/${wave.id}/results` },
  { name: 'coverage', path: '/coverage' },
];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.PERENNIAL_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
const page = await browser.newPage({
  viewport: { width: 1280, height: 860 },
  reducedMotion: 'reduce',
});
await page.goto(`${base}/sign-in`);
await page.getByRole('textbox', { name: 'Email' }).fill(email);
await page.getByLabel('Password').fill(password);
await page.getByRole('button', { name: 'Sign in' }).click();
await page.getByRole('navigation').first().waitFor();
for (const { name, path } of pictures) {
  await page.goto(`${base}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}/${name}.png` });
  console.log(`${folder}/${name}.png`);
}
await browser.close();
