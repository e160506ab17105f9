// Openings, applications and reviews for those who decide; the public pages for those who apply.
import { definePages } from '../../shared/routing/page';

export default definePages('recruitment', [
  {
    path: '/recruitment',
    audience: 'person',
    stage: 'recruitment',
    permission: 'view_applications',
    nav: { label: 'recruitment.nav.openings', order: 1 },
    placeFor: ['applications_to_decide'],
    load: () => import('./OpeningsPage'),
  },
  {
    path: '/recruitment/new',
    audience: 'person',
    stage: 'recruitment',
    permission: 'manage_openings',
    load: () => import('./NewOpeningPage'),
  },
  {
    path: '/recruitment/$opening_id',
    audience: 'person',
    stage: 'recruitment',
    permission: 'view_applications',
    placeFor: ['applications_to_decide'],
    load: () => import('./OpeningPage'),
  },
  {
    path: '/recruitment/$opening_id/edit',
    audience: 'person',
    stage: 'recruitment',
    permission: 'manage_openings',
    load: () => import('./EditOpeningPage'),
  },
  {
    path: '/applications/$application_id',
    audience: 'person',
    stage: 'recruitment',
    permission: 'view_applications',
    load: () => import('./ApplicationPage'),
  },
  {
    path: '/reviews',
    audience: 'person',
    stage: 'recruitment',
    permission: 'review_applications',
    nav: { label: 'recruitment.nav.reviews', order: 2 },
    placeFor: ['reviews_to_write'],
    load: () => import('./MyReviewsPage'),
  },
  {
    path: '/reviews/$application_id',
    audience: 'person',
    stage: 'recruitment',
    permission: 'review_applications',
    placeFor: ['reviews_to_write'],
    load: () => import('./ReviewPage'),
  },
  { path: '/openings', audience: 'public', load: () => import('./PublicOpeningsPage') },
  { path: '/openings/$opening_id', audience: 'public', load: () => import('./PublicOpeningPage') },
  { path: '/offer', audience: 'public', load: () => import('./OfferPage') },
]);
