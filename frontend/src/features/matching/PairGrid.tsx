// Thousands of pairs as one grid that only draws what is in sight; the arrow keys walk it, Enter opens the pair.
// biome-ignore-all lint/a11y/useSemanticElements: rows that lie where they are put cannot be those of a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is the grid's, which names the active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are the grid's
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { ProposalView } from '../../gen';
import { VisuallyHidden } from '../../shared/a11y/VisuallyHidden';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { cx } from '../../shared/ui/classNames';
import styles from './PairGrid.module.css';
import { PROPOSAL_TONES } from './words';

interface PairGridProps {
  rows: readonly ProposalView[];
  /** Whether the server has more than these. */
  more: boolean;
  /** How many there are in all, where that is known. */
  total: number | undefined;
  shown: string | undefined;
  onMore: () => void;
  /** `open`: by a press or Enter, and not by walking past. */
  onLook: (id: string, open: boolean) => void;
}

const ROW = 72;
const PAGE_STEP = 8;

function targetOf(key: string, from: number, count: number): number | undefined {
  const targets: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + PAGE_STEP,
    PageUp: from - PAGE_STEP,
    Home: 0,
    End: count - 1,
  };
  return targets[key];
}

export function PairGrid({ rows, more, total, shown, onMore, onLook }: PairGridProps) {
  const t = useT();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const active = Math.max(
    0,
    rows.findIndex((row) => row.id === shown),
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 6,
    getItemKey: (at) => rows[at]?.id ?? at,
    // The active row stays, so that a screen reader can always be told about it.
    rangeExtractor: (range) =>
      [...new Set([active, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - 20) onMore();
  }, [more, last, rows.length, onMore]);

  const go = (to: number) => {
    const at = Math.min(rows.length - 1, Math.max(0, to));
    const row = rows[at];
    if (!row) return;
    virtual.scrollToIndex(at);
    onLook(row.id, false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = targetOf(event.key, active, rows.length);
    const opens = event.key === 'Enter' || event.key === ' ';
    if (to === undefined && !opens) return;
    event.preventDefault();
    if (to !== undefined) go(to);
    else if (shown) onLook(shown, true);
  };
  return (
    <div className={styles.frame}>
      <p className={styles.count} role="status">
        {total === undefined && !more
          ? t('matching.pairs.count', { count: rows.length })
          : t('matching.pairs.count_of', { count: rows.length, total: total ?? 0 })}
      </p>
      <div
        ref={box}
        className={styles.box}
        role="grid"
        tabIndex={0}
        aria-label={t('matching.pairs.grid')}
        aria-describedby={`${id}-keys`}
        aria-rowcount={more ? (total ?? -1) : rows.length}
        aria-activedescendant={`${id}-${active}`}
        onKeyDown={onKeyDown}
      >
        <div
          role="rowgroup"
          className={styles.rows}
          style={{ height: `${virtual.getTotalSize()}px` }}
        >
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const here = item.index === active;
            return (
              <div
                key={item.key}
                id={`${id}-${item.index}`}
                ref={virtual.measureElement}
                data-index={item.index}
                role="row"
                aria-rowindex={item.index + 1}
                aria-selected={here}
                className={cx(styles.row, here && styles.here)}
                style={{ transform: `translateY(${item.start}px)` }}
                onClick={() => onLook(row.id, true)}
              >
                <Pair row={row} />
              </div>
            );
          })}
        </div>
      </div>
      <p id={`${id}-keys`} className={styles.keys}>
        {t('matching.pairs.keys')}
      </p>
    </div>
  );
}

function Pair({ row }: { row: ProposalView }) {
  const t = useT();
  const { number } = useNumbers();
  const share = row.points_possible === 0 ? 0 : row.points / row.points_possible;
  return (
    <>
      <div role="gridcell" className={styles.names}>
        <span className={styles.mentee}>{row.mentee_name}</span>
        <span className={styles.mentor}>{t('matching.pairs.with', { name: row.mentor_name })}</span>
      </div>
      <div role="gridcell" className={styles.points}>
        <span className={styles.figure}>
          {number(row.points)}
          <VisuallyHidden>
            {t('matching.points_out_of', { possible: row.points_possible })}
          </VisuallyHidden>
        </span>
        <svg className={styles.bar} height="6" aria-hidden="true" focusable="false">
          <rect className={styles.track} width="100%" height="6" rx="2" />
          <rect className={styles.fill} width={`${share * 100}%`} height="6" rx="2" />
        </svg>
      </div>
      {row.state !== 'proposed' && (
        <div role="gridcell" className={styles.state}>
          <StateBadge
            state={row.state}
            label={t(`matching.proposal.state.${row.state}`)}
            tones={PROPOSAL_TONES}
          />
        </div>
      )}
    </>
  );
}
