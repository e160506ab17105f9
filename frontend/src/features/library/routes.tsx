// The library: guidelines, toolkits and the like, found, read, written and curated.
import { definePages } from '../../shared/routing/page';

export default definePages('library', [
  {
    path: '/library',
    audience: 'person',
    stage: 'library',
    permission: 'view_resources',
    nav: { label: 'library.nav.resources', order: 1 },
    placeFor: ['resources_to_review?state=in_review', 'resources_to_check?state=published'],
    load: () => import('./LibraryPage'),
  },
  {
    path: '/library/new',
    audience: 'person',
    stage: 'library',
    permission: 'write_resources',
    load: () => import('./NewResourcePage'),
  },
  {
    path: '/library/$resource_id',
    audience: 'person',
    stage: 'library',
    permission: 'view_resources',
    placeFor: ['resources_to_review', 'resources_to_check'],
    load: () => import('./ResourcePage'),
  },
  {
    path: '/library/$resource_id/edit',
    audience: 'person',
    stage: 'library',
    permission: 'write_resources',
    load: () => import('./EditResourcePage'),
  },
]);
