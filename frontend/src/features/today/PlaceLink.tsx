// Words that lead to their place, or stay words when the person may not go there.
import type { ReactNode } from 'react';
import { AppLink } from '../../shared/routing/AppLink';
import type { Place } from './places';

export function PlaceLink({ place, children }: { place: Place | undefined; children: ReactNode }) {
  return place ? <AppLink {...place}>{children}</AppLink> : children;
}
