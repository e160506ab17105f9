// The screens that the accessibility walk visits. A new page is added here, with the person who sees most of it.
export const PUBLIC_ROUTES = [
  '/sign-in',
  '/forgot-password',
  '/set-password',
  '/set-password#a-token-that-is-long-enough',
  '/invitation',
  '/openings',
  '/offer',
  '/offer#a-token-that-is-long-enough',
  '/no-such-page',
];

export const ADMIN_ROUTES = [
  '/',
  '/account',
  '/cycles',
  '/my-proposals',
  '/my-pairings',
  '/pairings',
  '/recruitment',
  '/recruitment/new',
  '/training',
  '/cohorts',
];
