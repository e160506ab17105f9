// Pages for people who are not signed in: the mark, the page on a card, language and theme at the foot.
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { publicPagesQuery } from '../shared/api/publicPages';
import { useT } from '../shared/i18n/useT';
import { AppLink } from '../shared/routing/AppLink';
import { Brand } from '../shared/ui/PerennialMark';
import { LanguageChoice, ThemeChoice } from './Preferences';
import styles from './PublicLayout.module.css';
import { SkipLink } from './SkipLink';

export function PublicLayout({ children }: { children?: ReactNode }) {
  const t = useT();
  // A page that nobody published is linked nowhere; when this cannot be read, neither.
  const planned = useQuery(publicPagesQuery).data?.plan;
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
        {planned && (
          <nav aria-label={t('public.pages')} className={styles.pages}>
            <AppLink to="/openings">{t('public.openings')}</AppLink>
            <AppLink to="/plan-public">{t('public.plan')}</AppLink>
          </nav>
        )}
        <LanguageChoice />
        <ThemeChoice />
      </footer>
    </div>
  );
}
