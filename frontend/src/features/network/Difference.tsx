// A text with what was taken out and put in, told by the elements, by a line through or under the words, and aloud.
import type { CharterSegmentView } from '../../gen';
import { VisuallyHidden } from '../../shared/a11y/VisuallyHidden';
import { useT } from '../../shared/i18n/useT';
import styles from './Difference.module.css';

interface DifferenceProps {
  segments: CharterSegmentView[];
  className?: string | undefined;
}

export function Difference({ segments, className }: DifferenceProps) {
  let at = 0;
  return (
    <p className={className}>
      {segments.map((segment) => {
        const key = `${at} ${segment.kind}`;
        at += segment.text.length;
        return <Segment key={key} {...segment} />;
      })}
    </p>
  );
}

function Segment({ kind, text }: CharterSegmentView) {
  const t = useT();
  if (kind === 'same') return text;
  const Element = kind === 'added' ? 'ins' : 'del';
  return (
    <Element className={styles[kind]}>
      <VisuallyHidden>{t(`network.differences.begin.${kind}`)} </VisuallyHidden>
      {text}
      <VisuallyHidden> {t(`network.differences.end.${kind}`)}</VisuallyHidden>
    </Element>
  );
}

/** What the marks mean. */
export function DifferenceLegend() {
  const t = useT();
  return (
    <p className={styles.legend}>
      <del className={styles.removed}>{t('network.differences.legend.removed')}</del>
      <ins className={styles.added}>{t('network.differences.legend.added')}</ins>
    </p>
  );
}
