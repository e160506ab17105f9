// Mentorships: pairings, their agreements and meetings.
import { definePages } from '../../shared/routing/page';

export default definePages('mentorships', [
  {
    path: '/pairings',
    audience: 'person',
    stage: 'mentorships',
    permission: 'run_rounds',
    nav: { label: 'mentorships.nav.all', order: 1 },
    placeFor: ['pairings_without_agreement', 'pairings_without_meeting'],
    load: () => import('./PairingsPage'),
  },
  {
    path: '/my-pairings',
    audience: 'person',
    stage: 'mentorships',
    permission: 'keep_pairings',
    nav: { label: 'mentorships.nav.mine', order: 2 },
    placeFor: ['agreements_to_write', 'agreements_to_sign'],
    load: () => import('./MyPairingsPage'),
  },
  {
    path: '/pairings/$pairing_id',
    audience: 'person',
    stage: 'mentorships',
    permission: 'view_pairings',
    placeFor: [
      'agreements_to_write',
      'agreements_to_sign',
      'pairings_without_agreement',
      'pairings_without_meeting',
    ],
    load: () => import('./PairingPage'),
  },
]);
