// A person of the network, found by name or email address: type, choose from what is found. The value is the person's id.
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { listPeople, type PersonView } from '../../gen';
import { VisuallyHidden } from '../a11y/VisuallyHidden';
import { useT } from '../i18n/useT';
import styles from './Field.module.css';
import { FieldFrame } from './FieldParts';
import { type FieldProps, useField } from './field';
import person from './PersonField.module.css';

interface PersonFieldProps extends FieldProps {
  /** Who is chosen when the form opens. */
  known?: { id: string; name: string } | undefined;
}

const PAUSE_MS = 250;
const SHOWN = 8;

export function PersonField(props: PersonFieldProps) {
  const { name, label, description, required = true, disabled, known } = props;
  const t = useT();
  const id = useId();
  const { field, error } = useField(name);
  const [words, setWords] = useState(known?.name ?? '');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const { people, waiting, failed } = usePeople(open ? words : '');

  const type = (next: string) => {
    setWords(next);
    setActive(0);
    setOpen(next.trim() !== '');
    // What is typed is nobody until somebody is chosen.
    if (field.value) field.onChange(null);
  };
  const choose = (who: PersonView) => {
    setWords(who.name);
    setOpen(false);
    field.onChange(who.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && people.length > 0) {
      event.preventDefault();
      setActive((active + step + people.length) % people.length);
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      const who = people[active];
      if (who) choose(who);
    } else if (event.key === 'Escape' && open) {
      // Closes the list and not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  const listId = `${id}-list`;
  const listed = open && people.length > 0;
  return (
    <FieldFrame
      label={label}
      description={description ?? t('form.person_help')}
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
              {open && !waiting && t('form.person_found', { count: people.length })}
            </span>
          </VisuallyHidden>
          <div
            id={listId}
            role="listbox"
            aria-label={label}
            className={person.list}
            hidden={!listed}
          >
            {people.map((who, at) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and points at the option
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's
              <div
                key={who.id}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === active}
                className={person.option}
                // Before the input loses the focus, which closes the list.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(who)}
              >
                <span className={person.name}>{who.name}</span>
                <span className={person.email}>{who.email}</span>
              </div>
            ))}
          </div>
          {open && !waiting && people.length === 0 && (
            <p className={styles.help}>{t(failed ? 'form.person_failed' : 'form.person_none')}</p>
          )}
        </>
      )}
    </FieldFrame>
  );
}

function usePeople(words: string) {
  const [asked, setAsked] = useState('');
  const wanted = words.trim();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data, isFetching, isError } = useQuery({
    queryKey: ['people', 'picker', asked],
    enabled: asked !== '',
    queryFn: async ({ signal }) =>
      (await listPeople({ query: { q: asked, limit: SHOWN }, signal })).data,
  });
  const people = wanted === '' ? [] : (data?.items ?? []);
  return { people, waiting: asked !== wanted || isFetching, failed: isError };
}
