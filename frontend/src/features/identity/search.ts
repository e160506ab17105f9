// What the sign-in reads from its address.

/** Where to go after signing in; only a path of this site, so that no link can send a person elsewhere. */
export function readNext(raw: Record<string, unknown>): { next?: string } {
  const { next } = raw;
  if (typeof next !== 'string') return {};
  return /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? { next } : {};
}
