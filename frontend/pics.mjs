import { chromium } from '@playwright/test';
const [,, who, locale, ...paths] = process.argv;
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [w, scheme] of [[1280,'light'],[390,'dark']]) {
  const c = await b.newContext({ viewport: { width: w, height: 900 }, colorScheme: scheme, locale: locale, reducedMotion: 'reduce' });
  const p = await c.newPage();
  p.on('console', m => { if (m.type() === 'error') console.log('console', m.text()); });
  await p.goto('http://127.0.0.1:8090/sign-in');
  await p.getByLabel(/e-?mail|correo/i).first().fill(`${who}@demo.perennial.example`);
  await p.getByLabel(/password|contraseña/i).first().fill('perennial-demo-1');
  await p.keyboard.press('Enter');
  await p.waitForURL(u => !u.pathname.includes('sign-in'));
  for (const path of paths) {
    const [where, name] = path.split('=');
    await p.goto('http://127.0.0.1:8090' + where);
    await p.waitForLoadState('networkidle');
    await p.waitForTimeout(400);
    await p.screenshot({ path: `/tmp/hand/${name}-${w}.png`, fullPage: true });
  }
  await c.close();
}
await b.close();
