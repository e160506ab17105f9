// Before an offer to somebody whom no reviewer has read: it is possible, and said.
import { useQuery } from '@tanstack/react-query';
import type { ApplicationView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { reviewsQuery } from './queries';

export function NoReviewYet({ application }: { application: ApplicationView }) {
  const t = useT();
  const { data } = useQuery(reviewsQuery(application.id));
  if (!data || data.withheld || data.items.length > 0) return null;
  return (
    <p>
      <Badge tone="attention">{t('recruitment.offer.no_review')}</Badge>
    </p>
  );
}
