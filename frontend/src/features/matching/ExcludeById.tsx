// Somebody to keep apart from, for those who may search nobody: one of those met in the program, or anybody by their id.
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useMe } from '../../shared/auth/useMe';
import { Complaint } from '../../shared/form/FieldParts';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { FilterSelect } from '../../shared/ui/Filters';
import styles from './Exclusions.module.css';
import { type Apart, idIn, readOthers } from './exclusions';

interface ExcludeByIdProps {
  ids: readonly string[];
  onAdd: (whom: Apart) => void;
}

export function ExcludeById({ ids, onAdd }: ExcludeByIdProps) {
  const t = useT();
  const me = useMe().id;
  const { data } = useQuery({
    queryKey: ['people_met', me],
    queryFn: ({ signal }) => readOthers(me, signal),
  });
  const others = (data ?? []).filter(({ id }) => !ids.includes(id));
  return (
    <div className={styles.ways}>
      {others.length > 0 && (
        <FilterSelect
          label={t('matching.apart.met')}
          value={undefined}
          all={t('form.choose')}
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            const whom = others.find((each) => each.id === id);
            if (whom) onAdd(whom);
          }}
        />
      )}
      <ById ids={ids} me={me} onAdd={onAdd} />
    </div>
  );
}

function ById({ ids, me, onAdd }: ExcludeByIdProps & { me: string }) {
  const t = useT();
  const field = useId();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string>();
  const add = () => {
    const id = idIn(text);
    if (!id) return setWrong(t('matching.apart.no_id'));
    if (id === me) return setWrong(t('matching.apart.self'));
    if (ids.includes(id)) return setWrong(t('matching.apart.twice'));
    setWrong(undefined);
    setText('');
    onAdd({ id, name: '' });
  };
  return (
    <div className={styles.by}>
      <label htmlFor={field} className={styles.label}>
        {t('matching.apart.by_id')}
      </label>
      <span id={`${field}-help`} className={styles.help}>
        {t('matching.apart.by_id_help')}
      </span>
      <div className={styles.line}>
        <input
          id={field}
          className={styles.input}
          value={text}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={wrong !== undefined}
          aria-describedby={`${field}-help ${field}-wrong`}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Adds the person and does not save the page yet.
            event.preventDefault();
            add();
          }}
        />
        <Button onPress={add}>{t('matching.apart.add_one')}</Button>
      </div>
      <div id={`${field}-wrong`} role="alert">
        {wrong && <Complaint>{wrong}</Complaint>}
      </div>
    </div>
  );
}
