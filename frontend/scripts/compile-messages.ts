// Turns the ICU messages of every catalogue into what the browser needs of them: the plain text itself, a syntax tree for the
// rest. That keeps the parser out of the browser. The shared catalogue takes the labels of the navigation along, in its language.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';
import type { Message } from '../src/shared/i18n/makeIntl.ts';

const CATALOGUE = /\/(i18n\/(en|es)|messages\.(en|es))\.json$/;
const SHARED = /(.*)\/shared\/i18n\/(en|es)\.json$/;

export function compileMessage(text: string): Message {
  const elements = parse(text, { captureLocation: false });
  const [only, ...others] = elements;
  return only?.type === TYPE.literal && others.length === 0 ? only.value : elements;
}

/** The files that hold the navigation's words of one language, below `src`. */
export function navigationFiles(src: string, locale: string): string[] {
  const features = join(src, 'features');
  return readdirSync(features, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(`nav.${locale}.json`))
    .map((path) => join(features, path));
}

export function compileMessages(): Plugin {
  return {
    name: 'perennial-compile-messages',
    enforce: 'pre',
    transform(code, id) {
      if (!CATALOGUE.test(id)) return null;
      const messages = JSON.parse(code) as Record<string, string>;
      const [, src, locale] = SHARED.exec(id) ?? [];
      for (const path of src && locale ? navigationFiles(src, locale) : []) {
        this.addWatchFile(path);
        Object.assign(messages, JSON.parse(readFileSync(path, 'utf8')));
      }
      const compiled: Record<string, Message> = {};
      for (const [key, text] of Object.entries(messages)) {
        try {
          compiled[key] = compileMessage(text);
        } catch (cause) {
          this.error(`${id}: message "${key}" is not valid ICU: ${String(cause)}`);
        }
      }
      return { code: JSON.stringify(compiled), map: null };
    },
  };
}
