// Matching: cycles, who takes part, rounds and what they propose, and the answers of the two.
import { definePages } from '../../shared/routing/page';

export default definePages('matching', [
  {
    path: '/cycles',
    audience: 'person',
    stage: 'matching',
    permission: 'view_cycles',
    nav: { label: 'matching.nav.cycles', order: 1 },
    placeFor: ['rounds_to_publish', 'proposals_waiting', 'proposals_declined'],
    load: () => import('./CyclesPage'),
  },
  {
    path: '/my-proposals',
    audience: 'person',
    stage: 'matching',
    permission: 'answer_proposals',
    nav: { label: 'matching.nav.mine', order: 2 },
    placeFor: ['proposals_to_answer'],
    load: () => import('./MyProposalsPage'),
  },
  {
    path: '/cycles/$cycle_id',
    audience: 'person',
    stage: 'matching',
    permission: 'view_cycles',
    load: () => import('./CyclePage'),
  },
  {
    path: '/cycles/$cycle_id/enrolments',
    audience: 'person',
    stage: 'matching',
    permission: 'view_enrolments',
    load: () => import('./EnrolmentsPage'),
  },
  {
    path: '/cycles/$cycle_id/enrol',
    audience: 'person',
    stage: 'matching',
    permission: 'manage_enrolments',
    load: () => import('./EnrolPage'),
  },
  {
    path: '/enrolments/$enrolment_id',
    audience: 'person',
    stage: 'matching',
    permission: 'manage_enrolments',
    load: () => import('./EnrolmentPage'),
  },
  {
    path: '/matching-policies',
    audience: 'person',
    stage: 'matching',
    permission: 'view_policies',
    nav: { label: 'matching.nav.policies', order: 3 },
    load: () => import('./PoliciesPage'),
  },
  {
    path: '/rounds/$round_id',
    audience: 'person',
    stage: 'matching',
    permission: 'run_rounds',
    placeFor: ['rounds_to_publish'],
    load: () => import('./RoundPage'),
  },
]);
