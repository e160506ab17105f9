// The navigation: stages of the lifecycle as the drawers of a catalogue; the open drawer shows its pages.
import { useLocation } from '@tanstack/react-router';
import { useT } from '../shared/i18n/useT';
import { AppLink } from '../shared/routing/AppLink';
import { cx } from '../shared/ui/classNames';
import type { NavStage } from './pages';
import styles from './Rail.module.css';

interface RailProps {
  navigation: NavStage[];
  /** Shows the pages of every stage, as the drawer on a phone does. */
  unfolded?: boolean;
  onLeave?: () => void;
}

export function Rail({ navigation, unfolded, onLeave }: RailProps) {
  const t = useT();
  const { pathname } = useLocation();
  const open = openStage(navigation, pathname);
  return (
    <nav aria-label={t('shell.navigation')}>
      <ul className={styles.stages}>
        {navigation.map(({ stage, pages }) => {
          const [first] = pages;
          if (!first) return null;
          const alone = pages.length === 1;
          const isOpen = open === stage.id;
          return (
            <li key={stage.id} className={cx(styles.stage, isOpen && styles.open)}>
              <AppLink
                to={first.path}
                exact={first.path === '/'}
                className={styles.label}
                onClick={onLeave}
              >
                <span className={styles.number} aria-hidden="true">
                  {stage.number}
                </span>
                <span>{t(`stage.${stage.id}`)}</span>
              </AppLink>
              {!alone && (isOpen || unfolded) && (
                <ul className={styles.pages}>
                  {pages.map((page) => (
                    <li key={page.path}>
                      <AppLink
                        to={page.path}
                        // Where pages below it have entries of their own, those are shown as the present one.
                        exact={pages.some(({ path }) => path.startsWith(`${page.path}/`))}
                        className={styles.page}
                        onClick={onLeave}
                      >
                        {t(page.nav?.label ?? '')}
                      </AppLink>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The stage of the longest page path that leads to where we are. */
export function openStage(navigation: NavStage[], pathname: string): string | undefined {
  let best: { id: string; length: number } | undefined;
  for (const { stage, pages } of navigation) {
    for (const { path } of pages) {
      const leads = path === '/' ? pathname === '/' : `${pathname}/`.startsWith(`${path}/`);
      if (leads && path.length > (best?.length ?? 0)) best = { id: stage.id, length: path.length };
    }
  }
  return best?.id;
}
