// The review of an opening, as those who decide see it.
import type { OpeningDetail } from '../../gen';
import { Stack } from '../../shared/ui/Stack';
import { AgreementCard } from './AgreementCard';
import { RecusalsCard } from './RecusalsCard';
import { ReviewersCard } from './ReviewersCard';

export function ReviewTab({ opening }: { opening: OpeningDetail }) {
  return (
    <Stack gap="l">
      <ReviewersCard opening={opening} />
      <RecusalsCard opening={opening} />
      <AgreementCard opening={opening} />
    </Stack>
  );
}
