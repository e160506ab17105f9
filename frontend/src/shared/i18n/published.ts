// Surveys publish names in capitals; on a screen they are easier to read as they are written over the door.
const SMALL = new Set([
  'a',
  'and',
  'at',
  'by',
  'de',
  'del',
  'for',
  'in',
  'la',
  'of',
  'on',
  'the',
  'to',
]);
const INITIALS = /^([a-z]\.)+[a-z]?$/;
const ROMAN = /^(ii|iii|iv|vi|vii|viii|ix)$/;

/** `ANCHOR POINT PUBLIC LIBRARY` as `Anchor Point Public Library`; what has small letters already stays as it is. */
export function asWritten(published: string): string {
  if (published !== published.toUpperCase()) return published;
  return published
    .toLowerCase()
    .split(' ')
    .map((word, at) => {
      if (INITIALS.test(word) || ROMAN.test(word)) return word.toUpperCase();
      if (at > 0 && SMALL.has(word)) return word;
      return word.replace(/(^|[-/(&'".])(\p{L})/gu, (all, mark: string, letter: string) =>
        // The s of a genitive is no beginning.
        mark === "'" && word.endsWith(all) ? all : mark + letter.toUpperCase(),
      );
    })
    .join(' ');
}
