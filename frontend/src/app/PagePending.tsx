// While a page's code or data comes.
import { Skeleton } from '../shared/ui/Skeleton';

export function PagePending() {
  return <Skeleton lines={6} heading />;
}
