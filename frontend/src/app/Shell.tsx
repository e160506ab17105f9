// The frame of every signed-in page: header, rail on a laptop, bar and drawer on a phone, the page itself.
import { Outlet } from '@tanstack/react-router';
import { Suspense, useMemo } from 'react';
import { useMe } from '../shared/auth/useMe';
import { TimeZoneContext } from '../shared/i18n/timeZone';
import { AppLink } from '../shared/routing/AppLink';
import { Brand } from '../shared/ui/PerennialMark';
import { PagePending } from './PagePending';
import { PersonMenu } from './PersonMenu';
import { PhoneBar } from './PhoneBar';
import { navigationFor } from './pages';
import { Rail } from './Rail';
import styles from './Shell.module.css';
import { SkipLink } from './SkipLink';

export function Shell() {
  const me = useMe();
  const navigation = useMemo(() => navigationFor(me.permissions), [me.permissions]);
  return (
    <TimeZoneContext value={me.time_zone}>
      <div className={styles.shell}>
        <SkipLink />
        <header className={styles.header}>
          <AppLink to="/" exact className={styles.brand}>
            <Brand />
          </AppLink>
          <PersonMenu me={me} />
        </header>
        <div className={styles.rail}>
          <Rail navigation={navigation} />
        </div>
        <main id="main" tabIndex={-1} className={styles.main}>
          <Suspense fallback={<PagePending />}>
            <Outlet />
          </Suspense>
        </main>
        <PhoneBar navigation={navigation} />
      </div>
    </TimeZoneContext>
  );
}
