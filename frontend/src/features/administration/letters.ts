// What the pages of letters read and make stale.
import { queryOptions } from '@tanstack/react-query';
import { getMailTemplate, listMailTemplates } from '../../gen';

export const lettersQuery = queryOptions({
  queryKey: ['mail-templates'],
  queryFn: async ({ signal }) => (await listMailTemplates({ signal })).data.items,
});

export const letterQuery = (key: string) =>
  queryOptions({
    queryKey: ['mail-templates', key],
    queryFn: async ({ signal }) => (await getMailTemplate({ path: { key }, signal })).data,
  });

/** What somebody wants a letter to say, and why. */
export interface Wording {
  subject: string;
  body: string;
  note: string;
}
