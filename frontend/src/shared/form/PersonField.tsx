// A person of the network, found by name or email address. The value is the person's id.
import { listPeople } from '../../gen';
import { type KnownProps, LookupField } from './LookupField';

export function PersonField(props: KnownProps) {
  return <LookupField {...props} kind="person" search={people} />;
}

async function people(q: string, limit: number, signal: AbortSignal) {
  const { items } = (await listPeople({ query: { q, limit }, signal })).data;
  return items.map(({ id, name, email }) => ({ id, name, detail: email }));
}
