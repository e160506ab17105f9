// The account's pages: signing in, passwords, invitations, one's own record.
import { definePages } from '../../shared/routing/page';
import { readNext } from './search';

export default definePages('identity', [
  {
    path: '/sign-in',
    audience: 'public',
    search: readNext,
    load: () => import('./SignInPage'),
  },
  { path: '/forgot-password', audience: 'public', load: () => import('./ForgotPasswordPage') },
  {
    path: '/set-password',
    audience: 'public',
    load: () => import('./SetPasswordPage'),
  },
  {
    path: '/invitation',
    audience: 'public',
    load: () => import('./AcceptInvitationPage'),
  },
  { path: '/account', audience: 'person', load: () => import('./AccountPage') },
  {
    path: '/account/notifications',
    audience: 'person',
    load: () => import('./NotificationsPage'),
  },
]);
