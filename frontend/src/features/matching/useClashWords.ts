// Why a pair cannot be published, in words: a seat that was given elsewhere, or two who are not available to each other any more.
import type { PublicationClash } from '../../gen';
import { useT } from '../../shared/i18n/useT';

const KNOWN = ['mentor_full', 'mentee_taken', 'not_available'];

export function useClashWords() {
  const t = useT();
  return ({ code, detail, mentor_name: mentor, mentee_name: mentee }: PublicationClash): string =>
    // A newer server may know clashes that this page does not: its own sentence is then right.
    KNOWN.includes(code) ? t(`matching.publish.clash.${code}`, { mentor, mentee }) : detail;
}
