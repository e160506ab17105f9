// What the pages of templates read and make stale.
import { queryOptions } from '@tanstack/react-query';
import { getMailTemplate, listMailTemplates } from '../../gen';

export const mailTemplatesQuery = queryOptions({
  queryKey: ['mail-templates'],
  queryFn: async ({ signal }) => (await listMailTemplates({ signal })).data.items,
});

export const mailTemplateQuery = (key: string) =>
  queryOptions({
    queryKey: ['mail-templates', key],
    queryFn: async ({ signal }) => (await getMailTemplate({ path: { key }, signal })).data,
  });

/** What somebody wants a template to say, and why. */
export interface Wording {
  subject: string;
  body: string;
  note: string;
}
