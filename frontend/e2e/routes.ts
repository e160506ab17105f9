// The screens that the accessibility walk visits. A new page is added here, with the person who sees most of it.
export const PUBLIC_ROUTES = [
  '/sign-in',
  '/forgot-password',
  '/set-password',
  '/set-password#a-token-that-is-long-enough',
  '/invitation',
  '/openings',
  '/offer',
  '/survey',
  '/no-such-page',
];

// With a token that the server refuses.
export const REFUSED_LINKS = [
  '/offer#a-token-that-is-long-enough',
  '/survey#a-token-that-is-long-enough',
];

export const ADMIN_ROUTES = [
  '/',
  '/account',
  '/regions',
  '/institutions',
  '/seats',
  '/my-terms',
  '/region-changes',
  '/plan',
  '/charter',
  '/charter/new',
  '/task-force',
  '/associations',
  '/imports',
  '/library',
  '/library/new',
  '/people',
  '/mails',
  '/audit-log',
  '/jobs',
  '/cycles',
  '/my-proposals',
  '/my-pairings',
  '/pairings',
  '/recruitment',
  '/recruitment/new',
  '/training',
  '/cohorts',
  '/studies',
  '/studies/new',
  '/instruments',
  '/instruments/new',
  '/findings',
  '/adjustments',
  '/coverage',
  '/readiness',
  '/guides',
  '/graduations',
];

// What every gate walks; the deep gate walks all of the above. The other stages have tests of their own, with axe.
export const SAMPLED_ROUTES = ['/', '/account', '/regions', '/seats'];
