// The messages in use: the shared catalogue at the start (with the navigation's labels), a feature's when its first page opens, all again on a change of language.
import { useSyncExternalStore } from 'react';
import type { Messages } from './makeIntl';

export const LOCALES = ['en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];
interface Spoken {
  locale: Locale;
  messages: Messages;
}

const KEY = 'perennial.locale';
const files = import.meta.glob<Messages>(
  [
    './en.json',
    './es.json',
    '../../features/*/messages.*.json',
    '../../features/*/*/messages.*.json',
  ],
  { import: 'default' },
);
const slices = new Set<string>();
const listeners = new Set<() => void>();
let spoken: Spoken = { locale: 'en', messages: {} };

async function load(slice: string | null, locale: Locale): Promise<Messages> {
  const path =
    slice === null ? `./${locale}.json` : `../../features/${slice}/messages.${locale}.json`;
  return (await files[path]?.()) ?? {};
}

function publish(next: Spoken): void {
  spoken = next;
  document.documentElement.lang = next.locale;
  for (const listener of listeners) listener();
}

export function asLocale(tag: string | null | undefined): Locale | undefined {
  const language = tag?.slice(0, 2).toLowerCase();
  return LOCALES.find((locale) => locale === language);
}

/** The language remembered on this device, else the browser's, else English. */
export function preferredLocale(): Locale {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(KEY);
  } catch {
    // Storage may be refused; the browser's language is then right.
  }
  const wished = [remembered, ...navigator.languages].map(asLocale);
  return wished.find((locale) => locale !== undefined) ?? 'en';
}

export async function speak(locale: Locale): Promise<void> {
  const parts = await Promise.all([null, ...slices].map((slice) => load(slice, locale)));
  try {
    localStorage.setItem(KEY, locale);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  publish({ locale, messages: Object.assign({}, ...parts) });
}

/** Adds a feature's messages; pages do this before they show. */
export async function ensureMessages(slice: string): Promise<void> {
  if (slices.has(slice)) return;
  const { locale } = spoken;
  const added = await load(slice, locale);
  slices.add(slice);
  if (spoken.locale !== locale) return speak(spoken.locale);
  publish({ locale, messages: { ...spoken.messages, ...added } });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSpoken(): Spoken {
  return useSyncExternalStore(subscribe, () => spoken);
}
