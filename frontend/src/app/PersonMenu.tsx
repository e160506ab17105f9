// The person's own corner: account, language, theme, sign out.
import { useRouter } from '@tanstack/react-router';
import { useRef } from 'react';
import { VisuallyHidden } from '../shared/a11y/VisuallyHidden';
import { type Me, signOut } from '../shared/auth/account';
import { useT } from '../shared/i18n/useT';
import { AppLink } from '../shared/routing/AppLink';
import { IconChevron } from '../shared/ui/icons';
import { notify } from '../shared/ui/notify';
import styles from './PersonMenu.module.css';
import { LanguageChoice, ThemeChoice } from './Preferences';

function initials(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
    .map((part) => part?.[0]?.toUpperCase() ?? '')
    .join('');
}

export function PersonMenu({ me }: { me: Me }) {
  const t = useT();
  const router = useRouter();
  const panel = useRef<HTMLElement>(null);
  const close = () => panel.current?.hidePopover();
  const leave = async () => {
    close();
    try {
      await signOut();
    } catch (error) {
      notify({ tone: 'problem', error });
    }
    await router.navigate({ to: '/sign-in' } as object);
  };
  return (
    <>
      <button type="button" popoverTarget="person-menu" className={styles.button}>
        <span className={styles.initials} aria-hidden="true">
          {initials(me.name)}
        </span>
        <VisuallyHidden>{t('person_menu.open')}</VisuallyHidden>
        <span className={styles.name}>{me.name}</span>
        <IconChevron />
      </button>
      <section
        ref={panel}
        id="person-menu"
        popover="auto"
        className={styles.panel}
        aria-label={t('person_menu.title')}
      >
        <p className={styles.who}>
          <strong>{me.name}</strong>
          <span>{me.email}</span>
        </p>
        <AppLink to="/account" className={styles.row} onClick={close}>
          {t('person_menu.account')}
        </AppLink>
        <div className={styles.preferences}>
          <LanguageChoice />
          <ThemeChoice />
        </div>
        <button type="button" className={styles.row} onClick={leave}>
          {t('person_menu.sign_out')}
        </button>
      </section>
    </>
  );
}
