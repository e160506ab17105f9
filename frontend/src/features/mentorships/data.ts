// What several parts of a pairing's page read.
import { queryOptions } from '@tanstack/react-query';
import { getAgreement, getPairing } from '../../gen';
import { versioned } from '../../shared/api/etag';
import { ApiProblem } from '../../shared/api/problem';

export const pairingQuery = (id: string) =>
  queryOptions({
    queryKey: ['pairing', id],
    queryFn: async ({ signal }) => (await getPairing({ path: { id }, signal })).data,
  });

/** The agreement, or null while nobody has written it. */
export const agreementQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreement', id],
    queryFn: async ({ signal }) => {
      try {
        return versioned(await getAgreement({ path: { id }, signal }));
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
  });
