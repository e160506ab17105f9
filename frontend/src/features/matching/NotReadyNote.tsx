// Why somebody who has enrolled, or begun to, cannot be matched yet.
import type { EnrolmentView } from '../../gen';
import { useT } from '../../shared/i18n/useT';

export function NotReadyNote({ enrolment }: { enrolment: EnrolmentView }) {
  const t = useT();
  const words = enrolment.not_ready.map(({ code, text, requirement }) => {
    if (code === 'draft') return t('matching.ready.draft');
    // A newer server may know reasons that this page does not: its own sentence is then right.
    return requirement ? t('matching.ready.orientation', { requirement }) : text;
  });
  if (words.length === 0) return null;
  return <span>{words.join(' ')}</span>;
}
