// Turns the features' pages into routes: the public ones alone, the others behind the sign-in and inside the shell.
import {
  type AsyncRouteComponent,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { depart, land } from '../shared/a11y/arrival';
import { queryClient } from '../shared/api/queryClient';
import { onSessionChange, resumeSession, sessionState } from '../shared/api/session';
import { meQuery } from '../shared/auth/account';
import { asLocale, ensureMessages, speak } from '../shared/i18n/catalogue';
import type { PageOfSlice } from '../shared/routing/page';
import { NotFound } from './NotFound';
import { PageError, StartError } from './PageError';
import { PageFrame } from './PageFrame';
import { PagePending } from './PagePending';
import { PublicLayout } from './PublicLayout';
import { pages } from './pages';
import { Shell } from './Shell';

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

let languageTaken = false;

const personLayout = createRoute({
  getParentRoute: () => rootRoute,
  id: 'person',
  component: Shell,
  errorComponent: StartError,
  beforeLoad: async ({ location }) => {
    if (!(await resumeSession())) {
      languageTaken = false;
      throw redirect({ to: '/sign-in', search: { next: location.href } } as object);
    }
    const me = await queryClient.ensureQueryData(meQuery);
    // The person's own language wins over the device's, once: a switch during the session stays.
    if (!languageTaken) {
      languageTaken = true;
      const theirs = asLocale(me.value.locale);
      if (theirs) await speak(theirs);
    }
  },
});

const publicLayout = createRoute({
  getParentRoute: () => rootRoute,
  id: 'public',
  component: PublicLayout,
});

function routeOf(page: PageOfSlice) {
  // Reloads once when a deployment has replaced the page's file meanwhile.
  const Content = lazyRouteComponent<{ default: AsyncRouteComponent<object> }>(
    page.load as () => Promise<{ default: AsyncRouteComponent<object> }>,
  );
  const component = Object.assign(
    () => (
      <PageFrame page={page}>
        <Content />
      </PageFrame>
    ),
    { preload: Content.preload },
  );
  return createRoute({
    getParentRoute: () => (page.audience === 'person' ? personLayout : publicLayout),
    path: page.path,
    component,
    ...(page.search ? { validateSearch: page.search } : {}),
    loader: async ({ params }) => {
      // Not awaited: the page shows its own waiting state and its own errors.
      void Promise.resolve(page.prefetch?.({ queryClient, params: params as never })).catch(
        () => undefined,
      );
      await ensureMessages(page.slice);
    },
  });
}

const routesOf = (audience: PageOfSlice['audience']) =>
  pages.filter((page) => page.audience === audience).map(routeOf);

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    personLayout.addChildren(routesOf('person')),
    publicLayout.addChildren(routesOf('public')),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: PagePending,
  defaultErrorComponent: PageError,
  notFoundMode: 'root',
  defaultPendingMs: 300,
  scrollRestoration: true,
});

router.subscribe('onBeforeNavigate', ({ pathChanged, fromLocation }) => {
  if (fromLocation && pathChanged) depart();
});
router.subscribe('onRendered', land);
// A session that ends anywhere, in another tab too, takes the person to the sign-in.
onSessionChange(() => {
  if (sessionState() === 'signed_out' && router.state.status !== 'pending')
    void router.invalidate();
});
