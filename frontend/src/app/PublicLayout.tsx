// Pages for people who are not signed in: the mark, the page on a card, language and theme at the foot.
import { Outlet } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useT } from '../shared/i18n/useT';
import { AppLink } from '../shared/routing/AppLink';
import { Brand } from '../shared/ui/PerennialMark';
import { LanguageChoice, ThemeChoice } from './Preferences';
import styles from './PublicLayout.module.css';
import { SkipLink } from './SkipLink';

// What it asks with is no part of the shell.
const PublicPages = lazy(() => import('./PublicPages'));

export function PublicLayout({ children }: { children?: ReactNode }) {
  const t = useT();
  return (
    <div className={styles.layout}>
      <SkipLink />
      <header className={styles.header}>
        <AppLink to="/" className={styles.brand}>
          <Brand />
        </AppLink>
        <p className={styles.motto}>{t('public.motto')}</p>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        {children ?? <Outlet />}
      </main>
      <footer className={styles.footer}>
        <Suspense fallback={null}>
          <PublicPages />
        </Suspense>
        <LanguageChoice />
        <ThemeChoice />
      </footer>
    </div>
  );
}
