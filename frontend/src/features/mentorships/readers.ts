// Who reads what somebody writes to their coordinator: by name, and who does not.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { PairingView } from '../../gen';
import { useIntl } from '../../shared/i18n/intl';
import { useT } from '../../shared/i18n/useT';
import { readersQuery } from './data';
import { otherName } from './viewer';

export function useReaders(pairing: PairingView) {
  const t = useT();
  const intl = useIntl();
  const { readers, region_name } = useSuspenseQuery(readersQuery(pairing.id)).data;
  const coordinators = readers.filter(({ kind }) => kind === 'coordinator').map(({ name }) => name);
  const other = otherName(pairing);
  const names = coordinators.length > 0 ? intl.formatList(coordinators) : region_name;
  return {
    /** The coordinators, or their region while it has none. */
    names,
    /** The whole promise, in a sentence. */
    who: t(coordinators.length > 0 ? 'mentorships.readers' : 'mentorships.readers_none', {
      names,
      count: coordinators.length,
      region: region_name,
      other,
    }),
  };
}
