// When somebody has time, as a week: days across, parts of the day down. One stop of the Tab key; the arrow keys walk, the space
// bar takes and gives back, a finger does the same.
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import field from '../../shared/form/Field.module.css';
import { Complaint, OptionalMark } from '../../shared/form/FieldParts';
import { type FieldProps, useField } from '../../shared/form/field';
import { useIntl } from '../../shared/i18n/intl';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ViewChoice } from '../../shared/ui/ViewChoice';
import styles from './AvailabilityField.module.css';
import {
  cellState,
  HOURS,
  hoursOf,
  PARTS,
  type Part,
  spansOf,
  toggled,
  WEEKDAYS,
} from './availability';

// A Monday, so that the days of the week have their names in every language.
const MONDAY = Date.UTC(2024, 0, 1, 12);
const DAY = 86_400_000;

export function AvailabilityField({ name, label, description }: FieldProps) {
  const t = useT();
  const id = useId();
  const { field: control, error } = useField(name);
  const [view, setView] = useState<'parts' | 'hours'>('parts');
  const hours = hoursOf(control.value ?? []);
  return (
    <fieldset className={field.group} aria-describedby={`${id}-help ${id}-sum`}>
      <legend className={field.label}>
        {label}
        <OptionalMark />
      </legend>
      <span id={`${id}-help`} className={field.help}>
        {description}
      </span>
      <ViewChoice
        label={t('matching.hours.view')}
        value={view}
        options={[
          { value: 'parts', label: t('matching.hours.parts') },
          { value: 'hours', label: t('matching.hours.every') },
        ]}
        onChange={setView}
      />
      <WeekGrid
        key={view}
        label={label}
        hours={hours}
        parts={view === 'parts' ? PARTS : HOURS}
        onToggle={(day, part) => control.onChange(spansOf(toggled(hours, day, part)))}
        onBlur={control.onBlur}
      />
      <p id={`${id}-sum`} className={field.help} aria-live="polite">
        {t('matching.hours.sum', { hours: hours.size })}
      </p>
      <div>
        <Button
          tone="quiet"
          onPress={() => control.onChange([])}
          disabledReason={hours.size === 0 ? t('matching.hours.none') : undefined}
          reasonHidden
        >
          {t('matching.hours.clear')}
        </Button>
      </div>
      {error && <Complaint>{error}</Complaint>}
    </fieldset>
  );
}

interface WeekGridProps {
  label: string;
  hours: ReadonlySet<number>;
  parts: readonly Part[];
  onToggle: (day: number, part: Part) => void;
  onBlur: () => void;
}

function WeekGrid({ label, hours, parts, onToggle, onBlur }: WeekGridProps) {
  const t = useT();
  const intl = useIntl();
  const table = useRef<HTMLTableElement>(null);
  const [[row, column], setPlace] = useState<readonly [number, number]>([0, 0]);
  const day = (at: number, weekday: 'short' | 'long') =>
    intl.formatDate(MONDAY + at * DAY, { weekday, timeZone: 'UTC' });
  const clock = (hour: number) =>
    intl.formatDate(Date.UTC(2024, 0, 1, hour), { hour: 'numeric', timeZone: 'UTC' });
  const span = ({ from, to }: Part) =>
    t('matching.hours.span', { from: clock(from), to: clock(to) });
  const go = (event: KeyboardEvent) => {
    const steps: Record<string, readonly [number, number]> = {
      ArrowUp: [Math.max(0, row - 1), column],
      ArrowDown: [Math.min(parts.length - 1, row + 1), column],
      ArrowLeft: [row, Math.max(0, column - 1)],
      ArrowRight: [row, Math.min(6, column + 1)],
      Home: [row, 0],
      End: [row, 6],
    };
    const next = steps[event.key];
    if (!next) return;
    event.preventDefault();
    setPlace(next);
    table.current?.querySelector<HTMLInputElement>(`[data-cell="${next[0]}-${next[1]}"]`)?.focus();
  };
  return (
    <table ref={table} className={styles.week} aria-label={label} onBlur={onBlur}>
      <thead>
        <tr>
          <td />
          {WEEKDAYS.map((weekday, at) => (
            <th key={weekday} scope="col">
              <abbr title={day(at, 'long')}>{day(at, 'short')}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map((part, down) => (
          <tr key={part.from}>
            <th scope="row">{span(part)}</th>
            {WEEKDAYS.map((weekday, at) => {
              const state = cellState(hours, at, part);
              return (
                <td key={weekday}>
                  <label className={styles.cell} data-state={state}>
                    <input
                      type="checkbox"
                      className={styles.native}
                      data-cell={`${down}-${at}`}
                      tabIndex={down === row && at === column ? 0 : -1}
                      ref={(input) => {
                        if (input) input.indeterminate = state === 'some';
                      }}
                      checked={state === 'all'}
                      aria-label={t('matching.hours.cell', {
                        day: day(at, 'long'),
                        span: span(part),
                      })}
                      onChange={() => onToggle(at, part)}
                      onFocus={() => setPlace([down, at])}
                      onKeyDown={go}
                    />
                    <span className={styles.mark} aria-hidden="true" />
                  </label>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
