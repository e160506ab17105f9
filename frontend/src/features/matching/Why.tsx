// Why somebody is without anybody, in the language of the screen.
import type { UnmatchedWhy } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { useReasonWords } from './words';

export function Why({ why }: { why: UnmatchedWhy }) {
  const t = useT();
  const { list } = useReasonWords();
  // In a round of a region nobody else was asked: there may be somebody elsewhere.
  const region = why.of_region ? 'yes' : 'no';
  if (why.code === 'all_eligible_full') {
    return t('matching.unmatched.full', { count: why.eligible, region });
  }
  if (why.code === 'all_eligible_matched') {
    return t('matching.unmatched.all_matched', { count: why.eligible, region });
  }
  const whom = why.code === 'no_eligible_mentee' ? '_mentee' : '';
  const parts = why.removed.map(({ rule, mentors }) =>
    t(`matching.unmatched.rule.${rule}`, { count: mentors }),
  );
  if (parts.length === 0) return t(`matching.unmatched.nobody${whom}`);
  return t(`matching.unmatched.none${whom}`, { parts: list(parts), region });
}
