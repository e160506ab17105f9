// Thousands of pairs as one grid that only draws what is in sight; the arrow keys walk it, Enter opens the pair, letters act on it.
// biome-ignore-all lint/a11y/useSemanticElements: rows that lie where they are put cannot be those of a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is the grid's, which names the active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are the grid's
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { VisuallyHidden } from '../../shared/a11y/VisuallyHidden';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { cx } from '../../shared/ui/classNames';
import styles from './PairGrid.module.css';
import { PairMarks } from './PairMarks';
import { PROPOSAL_TONES } from './words';
import { type BenchPair, COMMANDS, type Command, commandOf } from './workbenchRows';

/** Walking past a pair, or opening it by a press or a key. */
export type Look = 'walk' | 'press' | 'key';

interface PairGridProps {
  rows: readonly BenchPair[];
  /** Whether the server has more than these. */
  more: boolean;
  /** The mentee of the pair that is looked at. */
  shown: string | undefined;
  /** Names the order and the filters: another one brings the pair that is looked at into sight again. */
  arrangement: string;
  /** What is in the grid, for a screen reader. */
  label: string;
  onMore: () => void;
  onLook: (mentee: string, how: Look) => void;
  /** Absent where nothing can be done but reading. */
  onCommand?: ((command: Command) => void) | undefined;
}

const ROW = 69;
const PAGE_STEP = 8;
const KEYS = Object.keys(COMMANDS).join(' ');

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

export function PairGrid(props: PairGridProps) {
  const { rows, more, shown, arrangement, label, onMore, onLook, onCommand } = props;
  const t = useT();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const active = Math.max(
    0,
    rows.findIndex((row) => row.mentee_enrolment_id === shown),
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 6,
    getItemKey: (at) => rows[at]?.mentee_enrolment_id ?? at,
    // The active row stays, so that a screen reader can always be told about it.
    rangeExtractor: (range) =>
      [...new Set([active, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - 20) onMore();
  }, [more, last, rows.length, onMore]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another arrangement is what the effect is about
  useEffect(() => {
    virtual.scrollToIndex(active);
  }, [arrangement, active]);

  const go = (to: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (row) onLook(row.mentee_enrolment_id, 'walk');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = targetOf(event.key, active, rows.length);
    const opens = event.key === 'Enter' || event.key === ' ';
    const command = onCommand && commandOf(event);
    if (to === undefined && !opens && !command) return;
    event.preventDefault();
    const here = rows[active];
    if (to !== undefined) go(to);
    else if (opens && here) onLook(here.mentee_enrolment_id, 'key');
    else if (command) onCommand?.(command);
  };
  return (
    <div className={styles.frame}>
      <div
        ref={box}
        className={styles.box}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-describedby={`${id}-keys`}
        aria-rowcount={more ? -1 : rows.length}
        aria-activedescendant={`${id}-${active}`}
        aria-keyshortcuts={onCommand && KEYS}
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
                className={cx(styles.row, here && styles.here, row.changed && styles.changed)}
                style={{ transform: `translateY(${item.start}px)` }}
                onClick={() => onLook(row.mentee_enrolment_id, 'press')}
              >
                <Pair row={row} />
              </div>
            );
          })}
        </div>
      </div>
      <p id={`${id}-keys`} className={styles.keys}>
        {t(onCommand ? 'matching.workbench.keys_short' : 'matching.pairs.keys')}
      </p>
    </div>
  );
}

function Pair({ row }: { row: BenchPair }) {
  const t = useT();
  const { number } = useNumbers();
  const share = row.points_possible === 0 ? 0 : row.points / row.points_possible;
  return (
    <>
      <div role="gridcell" className={styles.names}>
        <span className={styles.mentee}>{row.mentee_name}</span>
        <span className={styles.mentor}>{t('matching.pairs.with', { name: row.mentor_name })}</span>
        {row.state !== 'proposed' && (
          <StateBadge
            state={row.state}
            label={t(`matching.proposal.state.${row.state}`)}
            tones={PROPOSAL_TONES}
          />
        )}
        <PairMarks pair={row} />
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
    </>
  );
}
