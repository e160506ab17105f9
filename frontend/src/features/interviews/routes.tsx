// Interviews of applicants: those on whose panel I sit, and the page of the mailed link. Those who decide arrange them on the
// opening's own page.
import { definePages } from '../../shared/routing/page';

export default definePages('interviews', [
  {
    path: '/interviews',
    audience: 'person',
    stage: 'recruitment',
    permission: 'sit_on_panels',
    nav: { label: 'interviews.nav.mine', order: 3 },
    load: () => import('./MyInterviewsPage'),
  },
  {
    path: '/interviews/$interview_id',
    audience: 'person',
    stage: 'recruitment',
    permission: 'sit_on_panels',
    load: () => import('./InterviewPage'),
  },
  { path: '/interview', audience: 'public', load: () => import('./BookingPage') },
]);
