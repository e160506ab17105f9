// Collects what the features bring: their pages, in no order of ours.
import type { PageOfSlice } from '../shared/routing/page';
import { STAGES, type Stage } from '../shared/routing/stages';

const bySlice = import.meta.glob<PageOfSlice[]>('../features/*/routes.tsx', {
  eager: true,
  import: 'default',
});

export const pages: PageOfSlice[] = Object.values(bySlice).flat();

export interface NavStage {
  stage: Stage;
  pages: PageOfSlice[];
}

/** The navigation of a person with these permissions: stages of the lifecycle that have a page for them. */
export function navigationFor(permissions: readonly string[], all = pages): NavStage[] {
  return STAGES.map((stage) => ({
    stage,
    pages: all
      .filter((page) => page.nav && page.stage === stage.id)
      .filter((page) => !page.permission || permissions.includes(page.permission))
      .sort((a, b) => (a.nav?.order ?? 100) - (b.nav?.order ?? 100)),
  })).filter((group) => group.pages.length > 0);
}
