// Gives the tree its language, and React Aria the same one.
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { IntlProvider } from 'react-intl';
import { useSpoken } from './catalogue';

export function Language({ children }: { children: ReactNode }) {
  const { locale, messages } = useSpoken();
  return (
    <IntlProvider locale={locale} messages={messages} onError={reportMissing}>
      <I18nProvider locale={locale === 'es' ? 'es-US' : 'en-US'}>{children}</I18nProvider>
    </IntlProvider>
  );
}

// A missing message must not take a page down; the console error fails the end-to-end checks instead.
function reportMissing(error: Error): void {
  if (import.meta.env.DEV) throw error;
  globalThis.reportError(error);
}
