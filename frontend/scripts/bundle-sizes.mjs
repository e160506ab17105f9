// Weighs what the browser must fetch: the shell (what every page needs, with the larger catalogue) and what each page adds, in gzip.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KB = 1000;
const SHELL = 137 * KB;
const ROUTE = 60 * KB;
// Pages that draw charts or calendars may add more.
const HEAVY_ROUTE = 120 * KB;
const HEAVY = /src\/shared\/charts\//;

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const weights = new Map();

function weigh(file) {
  if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(`dist/${file}`)).length);
  return weights.get(file);
}

/** The chunks that come with one: itself and what it imports statically. */
function withImports(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) withImports(next, seen);
  return seen;
}

const weightOf = (keys) => [...keys].reduce((sum, key) => sum + weigh(manifest[key].file), 0);
const show = (bytes) => `${(bytes / KB).toFixed(1)} kB`.padStart(9);

const shellKeys = withImports('index.html');
const catalogues = ['en', 'es'].map((locale) =>
  weigh(manifest[`src/shared/i18n/${locale}.json`].file),
);
const shell = weightOf(shellKeys) + Math.max(...catalogues);
const rows = [{ name: 'shell', weight: shell, limit: SHELL }];

for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || !/^src\/.*\.tsx$/.test(key)) continue;
  const added = [...withImports(key)].filter((each) => !shellKeys.has(each));
  const slice = /^src\/features\/([^/]+)\//.exec(key)?.[1];
  const words = ['en', 'es']
    .map((locale) => manifest[`src/features/${slice}/messages.${locale}.json`])
    .map((each) => (each ? weigh(each.file) : 0));
  const heavy = added.some((each) => HEAVY.test(manifest[each].src ?? each));
  const limit = heavy || chunk.src.includes('/charts/') ? HEAVY_ROUTE : ROUTE;
  rows.push({ name: key.replace('src/', ''), weight: weightOf(added) + Math.max(...words), limit });
}

let failed = 0;
for (const { name, weight, limit } of rows.sort((a, b) => b.weight - a.weight)) {
  const over = weight > limit;
  failed += over ? 1 : 0;
  console.log(`${show(weight)} of ${show(limit)}  ${name}${over ? '  TOO HEAVY' : ''}`);
}
if (failed > 0) {
  console.error(`${failed} bundle(s) above their limit.`);
  process.exit(1);
}
