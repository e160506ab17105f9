// On a phone: the stages a person needs most at the foot of the screen, and a drawer with all of them.
import { useLocation } from '@tanstack/react-router';
import { useRef } from 'react';
import { useT } from '../shared/i18n/useT';
import { AppLink } from '../shared/routing/AppLink';
import { cx } from '../shared/ui/classNames';
import { IconClose, IconDrawer } from '../shared/ui/icons';
import styles from './PhoneBar.module.css';
import type { NavStage } from './pages';
import { openStage, Rail } from './Rail';

export function PhoneBar({ navigation }: { navigation: NavStage[] }) {
  const t = useT();
  const drawer = useRef<HTMLDialogElement>(null);
  const open = openStage(navigation, useLocation().pathname);
  const nearest = [...navigation]
    .sort((a, b) => a.stage.phoneRank - b.stage.phoneRank)
    .slice(0, 3)
    .sort((a, b) => a.stage.number.localeCompare(b.stage.number));
  return (
    <>
      <nav className={styles.bar} aria-label={t('shell.navigation_short')}>
        <ul className={styles.items}>
          {nearest.map(({ stage, pages }) => (
            <li key={stage.id}>
              <AppLink
                to={pages[0]?.path ?? '/'}
                exact={pages[0]?.path === '/'}
                className={cx(styles.item, open === stage.id && styles.here)}
              >
                <span className={styles.number} aria-hidden="true">
                  {stage.number}
                </span>
                <span>{t(`stage.${stage.id}`)}</span>
              </AppLink>
            </li>
          ))}
          <li>
            <button
              type="button"
              className={styles.item}
              onClick={() => drawer.current?.showModal()}
            >
              <IconDrawer />
              <span>{t('shell.all_drawers')}</span>
            </button>
          </li>
        </ul>
      </nav>
      <dialog ref={drawer} className={styles.drawer} aria-labelledby="drawer-title">
        <div className={styles.drawerHead}>
          <h2 id="drawer-title">{t('shell.drawer_title')}</h2>
          <button type="button" className={styles.close} onClick={() => drawer.current?.close()}>
            <IconClose />
            <span>{t('action.close')}</span>
          </button>
        </div>
        <Rail navigation={navigation} unfolded onLeave={() => drawer.current?.close()} />
      </dialog>
    </>
  );
}
