// The people one is not to be matched with: those chosen, each with a way to take them out, and the ways to choose another.
import { useState } from 'react';
import { useFormContext, useFormState } from 'react-hook-form';
import { useCan } from '../../shared/auth/useMe';
import { Complaint } from '../../shared/form/FieldParts';
import { useField } from '../../shared/form/field';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ExcludeById } from './ExcludeById';
import { ExcludeBySearch } from './ExcludeBySearch';
import styles from './Exclusions.module.css';
import type { Apart } from './exclusions';

export const MOST_APART = 50;

interface ExclusionsFieldProps {
  name: string;
  /** The names of those who are in the form when it opens. */
  known: readonly Apart[];
}

export function ExclusionsField({ name, known }: ExclusionsFieldProps) {
  const t = useT();
  const searches = useCan('view_people');
  const form = useFormContext();
  const { field, error } = useField(name);
  const { errors } = useFormState({ control: form.control, name });
  const [met, setMet] = useState<readonly Apart[]>(known);
  const ids: readonly string[] = field.value ?? [];
  const nameOf = (id: string) =>
    met.find((each) => each.id === id)?.name || t('matching.apart.unnamed', { id });
  const add = (whom: Apart) => {
    if (whom.name) setMet((now) => [...now, whom]);
    if (!ids.includes(whom.id)) field.onChange([...ids, whom.id]);
    form.clearErrors(name);
  };
  const wrong = (at: number): string | undefined => {
    const each = (errors[name] as unknown as ReadonlyArray<{ message?: string }> | undefined)?.[at];
    return each && (each.message || t('form.invalid'));
  };
  const own = (errors[name]?.message && error) || undefined;
  const full = ids.length >= MOST_APART;
  return (
    <fieldset className={styles.apart}>
      <legend className={styles.legend}>{t('matching.wishes.excluded')}</legend>
      <p className={styles.help}>{t('matching.apart.help')}</p>
      {ids.length === 0 && <p>{t('matching.apart.nobody')}</p>}
      {ids.length > 0 && (
        <ul className={styles.list}>
          {ids.map((id, at) => {
            const complaint = wrong(at);
            return (
              <li key={id} className={styles.one}>
                <span className={styles.name}>{nameOf(id)}</span>
                <Button
                  small
                  labelSuffix={`: ${nameOf(id)}`}
                  onPress={() => {
                    field.onChange(ids.filter((each) => each !== id));
                    form.clearErrors(name);
                  }}
                >
                  {t('matching.apart.remove')}
                </Button>
                {complaint && <Complaint>{complaint}</Complaint>}
              </li>
            );
          })}
        </ul>
      )}
      {own && <Complaint>{own}</Complaint>}
      {full && <p>{t('matching.apart.full', { most: MOST_APART })}</p>}
      {!full &&
        (searches ? <ExcludeBySearch onAdd={add} /> : <ExcludeById ids={ids} onAdd={add} />)}
    </fieldset>
  );
}
