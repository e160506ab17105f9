// Succession: who holds which seat until when, who is ready to graduate, and who guides whom.
import { definePages } from '../../shared/routing/page';

export default definePages('succession', [
  {
    path: '/coverage',
    audience: 'person',
    stage: 'succession',
    permission: 'view_coverage',
    nav: { label: 'succession.nav.coverage', order: 1 },
    load: () => import('./CoveragePage'),
  },
  {
    path: '/readiness',
    audience: 'person',
    stage: 'succession',
    permission: 'view_succession',
    nav: { label: 'succession.nav.readiness', order: 2 },
    load: () => import('./TermsPage'),
  },
  {
    path: '/terms/$term_id/readiness',
    audience: 'person',
    stage: 'succession',
    permission: 'view_succession',
    load: () => import('./ReadinessPage'),
  },
  {
    path: '/guides',
    audience: 'person',
    stage: 'succession',
    permission: 'view_succession',
    nav: { label: 'succession.nav.guides', order: 3 },
    load: () => import('./GuidesPage'),
  },
  {
    path: '/graduations',
    audience: 'person',
    stage: 'succession',
    permission: 'view_succession',
    nav: { label: 'succession.nav.graduations', order: 4 },
    load: () => import('./GraduationsPage'),
  },
]);
