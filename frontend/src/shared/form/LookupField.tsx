// One of many, found by a part of its name: type, choose from what is found. The value is the id of what was chosen.
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { VisuallyHidden } from '../a11y/VisuallyHidden';
import { useT } from '../i18n/useT';
import styles from './Field.module.css';
import { FieldFrame } from './FieldParts';
import { type FieldProps, useField } from './field';
import look from './LookupField.module.css';

export interface Found {
  id: string;
  name: string;
  /** What tells two of one name apart. */
  detail: string;
}

export interface KnownProps extends FieldProps {
  /** What is chosen when the form opens. */
  known?: { id: string; name: string } | undefined;
}

interface LookupFieldProps extends KnownProps {
  kind: 'person' | 'institution';
  search: (words: string, limit: number, signal: AbortSignal) => Promise<Found[]>;
}

const PAUSE_MS = 250;
const SHOWN = 8;

export function LookupField(props: LookupFieldProps) {
  const { name, label, description, required = true, disabled, known, kind, search } = props;
  const t = useT();
  const id = useId();
  const { field, error } = useField(name);
  const [words, setWords] = useState(known?.name ?? '');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const { found, waiting, failed } = useFound(kind, open ? words : '', search);

  const type = (next: string) => {
    setWords(next);
    setActive(0);
    setOpen(next.trim() !== '');
    // What is typed is nothing until something is chosen.
    if (field.value) field.onChange(null);
  };
  const choose = (which: Found) => {
    setWords(which.name);
    setOpen(false);
    field.onChange(which.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) {
      event.preventDefault();
      setActive((active + step + found.length) % found.length);
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      const which = found[active];
      if (which) choose(which);
    } else if (event.key === 'Escape' && open) {
      // Closes the list and not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  const listId = `${id}-list`;
  const listed = open && found.length > 0;
  return (
    <FieldFrame
      label={label}
      description={description ?? t(`form.${kind}_help`)}
      required={required}
      error={error}
    >
      {(ties) => (
        <>
          <input
            {...ties}
            ref={field.ref}
            role="combobox"
            type="text"
            autoComplete="off"
            className={styles.input}
            value={words}
            disabled={disabled}
            aria-required={required}
            aria-expanded={listed}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={listed ? `${id}-${active}` : undefined}
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={() => {
              setOpen(false);
              field.onBlur();
            }}
          />
          <VisuallyHidden>
            <span role="status">
              {open && !waiting && t(`form.${kind}_found`, { count: found.length })}
            </span>
          </VisuallyHidden>
          <div id={listId} role="listbox" aria-label={label} className={look.list} hidden={!listed}>
            {found.map((which, at) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and points at the option
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's
              <div
                key={which.id}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === active}
                className={look.option}
                // Before the input loses the focus, which closes the list.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(which)}
              >
                <span className={look.name}>{which.name}</span>
                <span className={look.detail}>{which.detail}</span>
              </div>
            ))}
          </div>
          {open && !waiting && found.length === 0 && (
            <p className={styles.help}>{t(failed ? `form.${kind}_failed` : `form.${kind}_none`)}</p>
          )}
        </>
      )}
    </FieldFrame>
  );
}

function useFound(kind: string, words: string, search: LookupFieldProps['search']) {
  const [asked, setAsked] = useState('');
  const wanted = words.trim();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data, isFetching, isError } = useQuery({
    queryKey: [kind, 'picker', asked],
    enabled: asked !== '',
    queryFn: ({ signal }) => search(asked, SHOWN, signal),
  });
  const found = wanted === '' ? [] : (data ?? []);
  return { found, waiting: asked !== wanted || isFetching, failed: isError };
}
