// The page a person starts from.
import { definePages } from '../../shared/routing/page';

export default definePages('today', [
  {
    path: '/',
    audience: 'person',
    stage: 'today',
    nav: { label: 'today.nav' },
    load: () => import('./TodayPage'),
  },
]);
