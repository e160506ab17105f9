// The filters of a list live in the address, so that a filtered list can be linked to and is there again on return.
import { useNavigate, useSearch } from '@tanstack/react-router';

export type Filters<Name extends string> = Record<Name, string | undefined>;

/** The named filters and a way to change some of them; what is empty leaves the address. */
export function useFilters<Name extends string>(
  names: readonly Name[],
): [Filters<Name>, (changes: Partial<Filters<Name>>) => void] {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const values = {} as Filters<Name>;
  for (const name of names) {
    const value = raw[name];
    values[name] = value === undefined || value === '' ? undefined : String(value);
  }
  const change = (changes: Partial<Filters<Name>>) => {
    const target = {
      to: '.',
      search: (now: Record<string, unknown>) => {
        const next: Record<string, unknown> = { ...now, ...changes };
        return Object.fromEntries(Object.entries(next).filter(([, value]) => value));
      },
      replace: true,
      resetScroll: false,
    };
    // The router's types follow a statically known tree; ours is composed from the features.
    void navigate(target as unknown as Parameters<typeof navigate>[0]);
  };
  return [values, change];
}
