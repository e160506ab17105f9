// What a feature says about each of its pages; src/app/router.tsx turns these into routes.
import type { QueryClient } from '@tanstack/react-query';
import { type ComponentType, createContext, useContext } from 'react';
import type { StageId } from './stages';

export interface Page {
  /** TanStack path, such as `/regions/$region_id`. */
  path: string;
  /** `person` pages need a sign-in and show inside the shell; `public` ones stand alone. */
  audience: 'person' | 'public';
  /** Needed to see the page; without it the page says so. */
  permission?: string;
  /** Which stage of the lifecycle the page belongs to. */
  stage?: StageId;
  /** Shown in the navigation under its stage; the label lives in the feature's nav.{en,es}.json. */
  nav?: { label: string; order?: number };
  /**
   * What this page is the place for: kinds that the Today page names, such as `pairings_without_meeting`. A path with one
   * parameter is used where a single thing is meant, the id filling it; another path where several are.
   */
  placeFor?: readonly string[];
  load: () => Promise<{ default: ComponentType }>;
  /** Starts the page's queries while its code still loads. */
  prefetch?: (context: { queryClient: QueryClient; params: Record<string, string> }) => unknown;
  /** Reads the query string; what it returns is what useSearch gives. */
  search?: (raw: Record<string, unknown>) => Record<string, unknown>;
}

export interface PageOfSlice extends Page {
  slice: string;
}

/** The pages of one feature; `slice` is its folder's name. */
export function definePages(slice: string, pages: Page[]): PageOfSlice[] {
  return pages.map((page) => ({ ...page, slice }));
}

export const PageContext = createContext<PageOfSlice | null>(null);

/** The page being shown. */
export function useCurrentPage(): PageOfSlice | null {
  return useContext(PageContext);
}
