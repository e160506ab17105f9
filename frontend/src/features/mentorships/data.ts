// What several parts of a pairing's page read.
import { queryOptions } from '@tanstack/react-query';
import { getAgreement, getPairing, type PairingView } from '../../gen';
import { versioned } from '../../shared/api/etag';

export const pairingQuery = (id: string) =>
  queryOptions({
    queryKey: ['pairing', id],
    queryFn: async ({ signal }) => (await getPairing({ path: { id }, signal })).data,
  });

/** The agreement, or null while nobody has written it; then there is nothing to ask for. */
export const agreementQuery = ({ id, agreement }: PairingView) =>
  queryOptions({
    queryKey: ['agreement', id, agreement === 'none'],
    queryFn: async ({ signal }) => {
      if (agreement === 'none') return null;
      return versioned(await getAgreement({ path: { id }, signal }));
    },
  });
