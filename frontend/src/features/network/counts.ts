// Counts as a survey reports them: a number, or the reason why there is none.
import { useNumbers, useT } from '../../shared/i18n/useT';
import type { Count } from './reading';

const REASONS = ['not_reported', 'closed', 'not_applicable', 'suppressed'];

export function useCount() {
  const t = useT();
  const { number } = useNumbers();
  return (count: Count, digits?: number): string => {
    if (typeof count.value === 'number') return number(count.value, digits);
    const known = REASONS.includes(count.missing ?? '');
    return known ? t(`network.missing.${count.missing}`) : t('network.missing.unknown');
  };
}

/** A count of the `measures` of an institution, which come as a number or as `{"missing": reason}`. */
export function asCount(measure: unknown): Count {
  if (typeof measure === 'number') return { value: measure, missing: null };
  const missing = (measure as { missing?: unknown } | null)?.missing;
  return { value: null, missing: typeof missing === 'string' ? missing : null };
}
