// A resource as a form holds it: topics as one line of text, what may be empty as empty text.
import type { CreateResource, ResourceView } from '../../gen';
import { z } from '../../shared/form/schema';
import { SETTINGS } from '../../shared/i18n/settings';
import { AUDIENCES, KINDS } from './reading';

export const resourceSchema = z.object({
  kind: z.enum(KINDS),
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  summary: z.string().check(z.trim(), z.minLength(1), z.maxLength(1000)),
  body: z.string().check(z.maxLength(100_000)),
  link: z.string().check(z.trim(), z.regex(/^(https?:\/\/.+)?$/), z.maxLength(1000)),
  licence: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  language: z.string().check(z.regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)),
  audiences: z.array(z.enum(AUDIENCES)),
  settings: z.array(z.enum(SETTINGS)),
  topics: z.string().check(z.maxLength(1300)),
  review_by: z.nullable(z.string()),
});

export type ResourceValues = z.infer<typeof resourceSchema>;

export function asValues(resource: ResourceView | undefined, language: string): ResourceValues {
  const known: Partial<ResourceView> = resource ?? {};
  return {
    kind: known.kind ?? 'toolkit',
    title: known.title ?? '',
    summary: known.summary ?? '',
    body: known.body ?? '',
    link: known.link ?? '',
    licence: known.licence ?? 'CC BY 4.0',
    language: known.language ?? language,
    audiences: known.audiences ?? [],
    settings: known.settings ?? [],
    topics: (known.topics ?? []).join(', '),
    review_by: known.review_by ?? null,
  };
}

export function asBody({ topics, link, ...values }: ResourceValues): CreateResource {
  return {
    ...values,
    link: link || null,
    topics: topics
      .split(',')
      .map((topic) => topic.trim())
      .filter(Boolean),
  };
}
