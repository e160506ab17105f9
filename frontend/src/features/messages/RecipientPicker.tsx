// Thousands of people to choose from one by one; only those in sight are drawn. The arrow keys walk the list, Space checks.
// biome-ignore-all lint/a11y/useSemanticElements: rows that lie where they are put cannot be options of a select
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is the list's, which names the active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are the list's
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { ReachedPerson } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { cx } from '../../shared/ui/classNames';
import { SearchBox } from '../../shared/ui/Filters';
import { IconCheck } from '../../shared/ui/icons';
import { Stack } from '../../shared/ui/Stack';
import { found, turned } from './picking';
import styles from './RecipientPicker.module.css';

interface RecipientPickerProps {
  people: readonly ReachedPerson[];
  /** Who is left out. */
  off: ReadonlySet<string>;
  onChange: (off: ReadonlySet<string>) => void;
}

const ROW = 44;
const PAGE_STEP = 6;

export function RecipientPicker({ people, off, onChange }: RecipientPickerProps) {
  const t = useT();
  const [words, setWords] = useState<string>();
  const rows = found(people, words);
  const chosen = people.filter(({ person_id }) => !off.has(person_id)).length;
  return (
    <Stack gap="s">
      {/* Enter searches; it must not send the form around it. */}
      <search onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}>
        <SearchBox label={t('messages.find_person')} value={words} onSearch={setWords} />
      </search>
      <Stack row gap="s">
        <Button small onPress={() => onChange(turned(off, rows, true))}>
          {t(words ? 'messages.all_found' : 'messages.all')}
        </Button>
        <Button small onPress={() => onChange(turned(off, rows, false))}>
          {t(words ? 'messages.none_found' : 'messages.none')}
        </Button>
      </Stack>
      <p role="status">{t('messages.picked', { chosen, of: people.length })}</p>
      {rows.length === 0 ? (
        <p>{t('messages.nobody_found')}</p>
      ) : (
        <PersonList
          rows={rows}
          off={off}
          onTurn={(row) => onChange(turned(off, [row], off.has(row.person_id)))}
        />
      )}
    </Stack>
  );
}

interface PersonListProps {
  rows: readonly ReachedPerson[];
  off: ReadonlySet<string>;
  onTurn: (row: ReachedPerson) => void;
}

function PersonList({ rows, off, onTurn }: PersonListProps) {
  const t = useT();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [walked, setWalked] = useState(0);
  const active = Math.min(walked, rows.length - 1);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 6,
    getItemKey: (at) => rows[at]?.person_id ?? at,
    // The active row stays, so that a screen reader can always be told about it.
    rangeExtractor: (range) =>
      [...new Set([active, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const here = rows[active];
    if (event.key === ' ' && here) {
      event.preventDefault();
      onTurn(here);
      return;
    }
    const targets: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + PAGE_STEP,
      PageUp: active - PAGE_STEP,
      Home: 0,
      End: rows.length - 1,
    };
    const to = targets[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const at = Math.min(rows.length - 1, Math.max(0, to));
    setWalked(at);
    virtual.scrollToIndex(at);
  };
  return (
    <div className={styles.frame}>
      <div
        ref={box}
        className={styles.box}
        role="listbox"
        aria-multiselectable="true"
        tabIndex={0}
        aria-label={t('messages.recipients')}
        aria-describedby={`${id}-keys`}
        aria-activedescendant={`${id}-${active}`}
        onKeyDown={onKeyDown}
      >
        <div
          role="presentation"
          className={styles.rows}
          style={{ height: `${virtual.getTotalSize()}px` }}
        >
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const on = !off.has(row.person_id);
            return (
              <div
                key={item.key}
                id={`${id}-${item.index}`}
                ref={virtual.measureElement}
                data-index={item.index}
                role="option"
                aria-selected={on}
                aria-posinset={item.index + 1}
                aria-setsize={rows.length}
                className={cx(styles.row, item.index === active && styles.here)}
                style={{ transform: `translateY(${item.start}px)` }}
                onClick={() => {
                  setWalked(item.index);
                  onTurn(row);
                }}
              >
                <span className={cx(styles.mark, on && styles.on)} aria-hidden="true">
                  <IconCheck />
                </span>
                <span>
                  {row.person_name}
                  {row.region_name && <span className={styles.region}> {row.region_name}</span>}
                </span>
              </div>
            );
          })}
        </div>
      </div>
      <p id={`${id}-keys`} className={styles.keys}>
        {t('messages.picking_keys')}
      </p>
    </div>
  );
}
