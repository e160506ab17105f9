// A browser's name as people know it, from what it calls itself; null when it says nothing we know.

// In this order: most browsers also name those they descend from.
const BROWSERS: ReadonlyArray<[sign: string, name: string]> = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];
const SYSTEMS: ReadonlyArray<[sign: string, name: string]> = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['CrOS', 'ChromeOS'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
];

export function browserName(userAgent: string): string | null {
  const find = (among: ReadonlyArray<[string, string]>) =>
    among.find(([sign]) => userAgent.includes(sign))?.[1];
  const parts = [find(BROWSERS), find(SYSTEMS)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' · ') : null;
}
