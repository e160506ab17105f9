// One's own training, and the cohorts for those who train.
import { definePages } from '../../shared/routing/page';

export default definePages('training', [
  {
    path: '/training',
    audience: 'person',
    stage: 'training',
    permission: 'view_training',
    nav: { label: 'training.nav.mine', order: 1 },
    placeFor: ['sessions_soon'],
    load: () => import('./MyTrainingPage'),
  },
  {
    path: '/cohorts',
    audience: 'person',
    stage: 'training',
    // Everybody may view their own training; the roles that see more of it are those that see terms.
    permission: 'view_terms',
    nav: { label: 'training.nav.cohorts', order: 2 },
    load: () => import('./CohortsPage'),
  },
  {
    path: '/cohorts/$cohort_id',
    audience: 'person',
    stage: 'training',
    permission: 'view_training',
    load: () => import('./CohortPage'),
  },
  {
    path: '/cohorts/$cohort_id/requirements/$requirement_id',
    audience: 'person',
    stage: 'training',
    permission: 'view_training',
    load: () => import('./RequirementPage'),
  },
  {
    path: '/training-sessions/$session_id',
    audience: 'person',
    stage: 'training',
    permission: 'view_training',
    load: () => import('./SessionPage'),
  },
]);
