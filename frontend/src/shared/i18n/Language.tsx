// Gives the tree its language.
import type { ReactNode } from 'react';
import { useSpoken } from './catalogue';
import { IntlProvider } from './intl';

export function Language({ children }: { children: ReactNode }) {
  const { locale, messages } = useSpoken();
  return (
    <IntlProvider locale={locale} messages={messages} onError={reportMissing}>
      {children}
    </IntlProvider>
  );
}

// A missing message must not take a page down; the console error fails the end-to-end checks instead.
function reportMissing(error: Error): void {
  if (import.meta.env.DEV) throw error;
  globalThis.reportError(error);
}
