// An institution of the network, found by its name or one of its identifiers. The value is the institution's id.
import { listInstitutions } from '../../gen';
import { asWritten } from '../i18n/published';
import { type KnownProps, LookupField } from './LookupField';

export function InstitutionField(props: KnownProps) {
  return <LookupField {...props} kind="institution" search={institutions} />;
}

async function institutions(q: string, limit: number, signal: AbortSignal) {
  const { items } = (await listInstitutions({ query: { q, limit }, signal })).data;
  return items.map(({ id, name, city, jurisdiction }) => ({
    id,
    name: asWritten(name),
    detail: [city && asWritten(city), jurisdiction].filter(Boolean).join(', '),
  }));
}
