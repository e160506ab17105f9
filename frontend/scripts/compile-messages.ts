// Turns the ICU messages of every catalogue into syntax trees while building, which keeps the parser out of the browser.
import { parse } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

const CATALOGUE = /\/(i18n\/(en|es)|(messages|nav)\.(en|es))\.json$/;

export function compileMessages(): Plugin {
  return {
    name: 'perennial-compile-messages',
    enforce: 'pre',
    transform(code, id) {
      if (!CATALOGUE.test(id)) return null;
      const messages = JSON.parse(code) as Record<string, string>;
      const compiled: Record<string, unknown> = {};
      for (const [key, text] of Object.entries(messages)) {
        try {
          compiled[key] = parse(text, { captureLocation: false });
        } catch (cause) {
          this.error(`${id}: message "${key}" is not valid ICU: ${String(cause)}`);
        }
      }
      return { code: JSON.stringify(compiled), map: null };
    },
  };
}
