// Peer circles: what a round of circles proposes, a circle, and the circles that one is in or asked to join.
import { definePages } from '../../shared/routing/page';

export default definePages('circles', [
  {
    path: '/my-circles',
    audience: 'person',
    stage: 'matching',
    permission: 'answer_proposals',
    nav: { label: 'circles.nav.mine', order: 2.5 },
    load: () => import('./MyCirclesPage'),
  },
  {
    path: '/circles',
    audience: 'person',
    stage: 'matching',
    permission: 'run_rounds',
    nav: { label: 'circles.nav.all', order: 2.7 },
    placeFor: ['circles_too_small?needs=people'],
    load: () => import('./CirclesPage'),
  },
  {
    path: '/circles/$circle_id',
    audience: 'person',
    stage: 'matching',
    permission: 'view_proposals',
    placeFor: ['circles_too_small'],
    load: () => import('./CirclePage'),
  },
  {
    path: '/circle-rounds/$circle_round_id',
    audience: 'person',
    stage: 'matching',
    permission: 'run_rounds',
    load: () => import('./CircleRoundPage'),
  },
]);
