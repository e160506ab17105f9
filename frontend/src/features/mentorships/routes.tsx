// Mentorships: pairings, their agreements, goals, meetings and health; questions, concerns, and how mentoring is run.
import { definePages } from '../../shared/routing/page';

export default definePages('mentorships', [
  {
    path: '/pairings',
    audience: 'person',
    stage: 'mentorships',
    permission: 'watch_pairings',
    nav: { label: 'mentorships.nav.all', order: 1 },
    placeFor: [
      'pairings_without_agreement?view=all',
      'pairings_without_meeting?view=all',
      'pairings_stalled?health=stalled',
      'pairings_asking_for_attention?health=stalled',
      'pairings_ending?view=all',
      'coordinators_overloaded',
      'regions_unattended',
      'questions_unattended',
    ],
    load: () => import('./PairingsPage'),
  },
  {
    path: '/my-pairings',
    audience: 'person',
    stage: 'mentorships',
    permission: 'keep_pairings',
    nav: { label: 'mentorships.nav.mine', order: 2 },
    placeFor: ['agreements_to_write', 'agreements_to_sign', 'pairing_questions'],
    load: () => import('./MyPairingsPage'),
  },
  {
    path: '/questions',
    audience: 'person',
    stage: 'mentorships',
    permission: 'attend_to_pairings',
    nav: { label: 'mentorships.nav.questions', order: 3 },
    placeFor: ['questions_to_answer'],
    load: () => import('./QuestionsPage'),
  },
  {
    path: '/questions/$question_id',
    audience: 'person',
    stage: 'mentorships',
    permission: 'view_pairings',
    placeFor: ['questions_to_answer'],
    load: () => import('./QuestionPage'),
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
      'pairings_stalled',
      'pairings_asking_for_attention',
      'pairings_ending',
      'pairing_questions',
    ],
    // What the page reads at once, asked for while its code is on its way.
    prefetch: async ({ queryClient, params: { pairing_id = '' } }) => {
      const { goalsQuery, pairingQuery, plannedQuery } = await import('./data');
      await Promise.all([
        queryClient.prefetchQuery(pairingQuery(pairing_id)),
        queryClient.prefetchQuery(goalsQuery(pairing_id)),
        queryClient.prefetchQuery(plannedQuery(pairing_id)),
      ]);
    },
    load: () => import('./PairingPage'),
  },
  {
    path: '/pairings/$pairing_id/certificate',
    audience: 'person',
    stage: 'mentorships',
    permission: 'view_pairings',
    load: () => import('./CertificatePage'),
  },
  {
    path: '/code-of-conduct',
    audience: 'person',
    stage: 'mentorships',
    permission: 'keep_pairings',
    placeFor: ['conduct_to_accept'],
    load: () => import('./ConductPage'),
  },
  {
    path: '/my-concerns',
    audience: 'person',
    stage: 'mentorships',
    permission: 'keep_pairings',
    load: () => import('./MyConcernsPage'),
  },
  {
    path: '/concerns',
    audience: 'person',
    stage: 'mentorships',
    permission: 'handle_concerns',
    load: () => import('./ConcernsPage'),
  },
  {
    path: '/concerns/$concern_id',
    audience: 'person',
    stage: 'mentorships',
    permission: 'handle_concerns',
    load: () => import('./ConcernPage'),
  },
  {
    path: '/mentoring-rules',
    audience: 'person',
    stage: 'mentorships',
    permission: 'watch_pairings',
    nav: { label: 'mentorships.nav.rules', order: 4 },
    load: () => import('./RulesPage'),
  },
  {
    path: '/pairing-question',
    audience: 'public',
    load: () => import('./PairingQuestionPage'),
  },
]);
