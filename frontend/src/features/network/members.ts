// What the pages of an association read and make stale.
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { getAssociation, getAssociationFigures, listAdministrators } from '../../gen';

export const KINDS = ['national', 'state', 'regional', 'consortium', 'specialty', 'other'] as const;
export const STATES = ['unconfirmed', 'active', 'ended', 'left', 'declined'] as const;

export const associationQuery = (id: string) =>
  queryOptions({
    queryKey: ['associations', id],
    queryFn: async ({ signal }) => (await getAssociation({ path: { id }, signal })).data,
  });

export const figuresQuery = (id: string) =>
  queryOptions({
    queryKey: ['associations', id, 'figures'],
    queryFn: async ({ signal }) => (await getAssociationFigures({ path: { id }, signal })).data,
  });

export const administratorsQuery = (id: string) =>
  queryOptions({
    queryKey: ['associations', id, 'administrators'],
    queryFn: async ({ signal }) => (await listAdministrators({ path: { id }, signal })).data.items,
  });

/** Members, figures and administrators hang on one association and are read anew together. */
export const associationChanged = (queries: QueryClient) =>
  queries.invalidateQueries({ queryKey: ['associations'] });
