// Somebody to keep apart from, found by name or address by those who may search people. Choosing is adding.
import { useEffect, useRef, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { listPeople } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { LookupField } from '../../shared/form/LookupField';
import { useT } from '../../shared/i18n/useT';
import type { Apart } from './exclusions';

const FIELD = 'apart_adding';

export function ExcludeBySearch({ onAdd }: { onAdd: (whom: Apart) => void }) {
  const t = useT();
  const me = useMe().id;
  const form = useFormContext();
  const chosen: unknown = useWatch({ control: form.control, name: FIELD });
  const names = useRef(new Map<string, string>());
  const [turn, setTurn] = useState(0);
  const add = useRef(onAdd);
  add.current = onAdd;
  useEffect(() => {
    if (typeof chosen !== 'string') return;
    add.current({ id: chosen, name: names.current.get(chosen) ?? '' });
    form.setValue(FIELD, null);
    setTurn((now) => now + 1);
  }, [chosen, form]);
  // The next person is typed where the last one was.
  useEffect(() => {
    if (turn > 0) form.setFocus(FIELD);
  }, [turn, form]);
  return (
    <LookupField
      key={turn}
      kind="person"
      name={FIELD}
      label={t('matching.apart.add')}
      required={false}
      search={async (q, limit, signal) => {
        const { items } = (await listPeople({ query: { q, limit }, signal })).data;
        const others = items.filter(({ id }) => id !== me);
        for (const { id, name } of others) names.current.set(id, name);
        return others.map(({ id, name, email }) => ({ id, name, detail: email }));
      }}
    />
  );
}
