// Both languages say everything, nothing is said in vain, and every message is well-formed.
// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((path) =>
  join('src', path),
);
const isCatalogue = (path: string, locale: string) =>
  new RegExp(`(i18n/|/messages\\.|/nav\\.)${locale}\\.json$`).test(path);

function catalogue(locale: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const path of files.filter((each) => isCatalogue(each, locale))) {
    const slice = /features\/([^/]+)\//.exec(path)?.[1];
    for (const [id, text] of Object.entries(JSON.parse(readFileSync(path, 'utf8')))) {
      if (all.has(id)) throw new Error(`${id} is said twice (${path})`);
      if (slice && !id.startsWith(`${slice}.`)) throw new Error(`${id} belongs to ${slice}.*`);
      all.set(id, String(text));
    }
  }
  return all;
}

const [en, es] = [catalogue('en'), catalogue('es')];
const source = files
  .filter((path) => /\.tsx?$/.test(path) && !basename(path).includes('.test.'))
  .filter((path) => !path.startsWith('src/gen/'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

// Literal ids, and templates such as `state.${state}` as patterns.
const literals = new Set(
  [...source.matchAll(/['"]([a-z_]+(?:\.[\w]+)+)['"]/g)].map((m) => m[1] ?? ''),
);
const patterns = [...source.matchAll(/`([a-z_]+(?:\.[\w]+)*\.(?:\$\{[^}]+\}\.?|[\w.]+)+)`/g)]
  .map((m) => m[1] ?? '')
  .filter((template) => template.includes('${'))
  .map(
    (template) =>
      new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]+\}/g, '\\w+')}$`),
  );

test('both languages have the same messages', () => {
  expect([...es.keys()].sort()).toEqual([...en.keys()].sort());
});

test('a message takes the same values in both languages', () => {
  const different = [...en.keys()].filter(
    (id) => placeholders(en.get(id) ?? '') !== placeholders(es.get(id) ?? ''),
  );
  expect(different).toEqual([]);
});

test('every message is used', () => {
  const unused = [...en.keys()].filter(
    (id) => !literals.has(id) && !patterns.some((pattern) => pattern.test(id)),
  );
  expect(unused).toEqual([]);
});

test('every message asked for by name exists', () => {
  const asked = [...source.matchAll(/\b(?:t|formatMessage)\(\s*(?:\{ id: )?'([\w.]+)'/g)].map(
    (m) => m[1] ?? '',
  );
  expect(asked.length).toBeGreaterThan(40);
  expect(asked.filter((id) => !en.has(id))).toEqual([]);
});

function placeholders(text: string): string {
  const names = new Set<string>();
  const walk = (elements: ReturnType<typeof parse>) => {
    for (const element of elements) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value);
      if (element.type === TYPE.plural || element.type === TYPE.select) {
        for (const option of Object.values(element.options)) walk(option.value);
      }
      if (element.type === TYPE.tag) walk(element.children);
    }
  };
  walk(parse(text));
  return [...names].sort().join();
}
