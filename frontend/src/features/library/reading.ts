// The library's words and what its pages read.
import { queryOptions } from '@tanstack/react-query';
import {
  getResource,
  getResourceVersion,
  listResourceVersions,
  type ResourceAudience,
  type ResourceKind,
  type ResourceState,
} from '../../gen';
import { versioned } from '../../shared/api/etag';
import { everyPage } from '../../shared/api/everyPage';
import type { Tone } from '../../shared/ui/Badge';

export const KINDS = [
  'guideline',
  'best_practice',
  'toolkit',
  'training_module',
  'template',
  'recording',
  'reading',
] as const satisfies readonly ResourceKind[];

export const AUDIENCES = [
  'coordinator',
  'guide',
  'mentor',
  'mentee',
  'task_force',
  'partner',
] as const satisfies readonly ResourceAudience[];

export const STATES = [
  'draft',
  'in_review',
  'published',
  'retired',
] as const satisfies readonly ResourceState[];

export const STATE_TONES: Partial<Record<ResourceState, Tone>> = {
  published: 'good',
  in_review: 'attention',
};

/** All that changes when a resource does. */
export const libraryKey = ['library'] as const;

export const resourceQuery = (id: string) =>
  queryOptions({
    queryKey: [...libraryKey, 'one', id],
    queryFn: async ({ signal }) => versioned(await getResource({ path: { id }, signal })),
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...libraryKey, 'versions', id],
    queryFn: ({ signal }) =>
      everyPage((query) => listResourceVersions({ path: { id }, query, signal })),
  });

export const versionQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ['library-version', id, number],
    queryFn: async ({ signal }) =>
      (await getResourceVersion({ path: { id, number }, signal })).data,
    // What was published never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
