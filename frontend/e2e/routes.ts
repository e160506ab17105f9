// The screens that the accessibility walk visits. A new page is added here, with the person who sees most of it.
export const PUBLIC_ROUTES = [
  '/sign-in',
  '/forgot-password',
  '/set-password',
  '/set-password#a-token-that-is-long-enough',
  '/invitation',
  '/no-such-page',
];

export const ADMIN_ROUTES = ['/', '/account'];
