// Shares the waiting applications out among reviewers, evenly; afterwards, how many each has.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { assignReviewers, listPeople, type OpeningDetail, type ReviewerShare } from '../../gen';
import { everyPage } from '../../shared/api/everyPage';
import { AppForm } from '../../shared/form/AppForm';
import { CheckboxGroup } from '../../shared/form/CheckboxGroup';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { recruitmentChanged } from './queries';

interface AssignReviewersProps {
  opening: OpeningDetail;
  onClose: () => void;
}

const EACH = ['2', '3', '4', '5'] as const;
const schema = z.object({
  reviewer_ids: z
    .array(z.string())
    .check(z.minLength(2, 'recruitment.assign.two_needed'), z.maxLength(50)),
  reviewers_per_application: z.string(),
});

export function AssignReviewers({ opening, onClose }: AssignReviewersProps) {
  const t = useT();
  const [shares, setShares] = useState<ReviewerShare[] | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['people', 'reviewers'],
    queryFn: ({ signal }) =>
      everyPage((page) => listPeople({ query: { role: 'reviewer', ...page }, signal })),
  });
  const people = data?.filter((person) => !person.disabled);
  return (
    <Dialog open title={t('recruitment.assign.title')} onClose={onClose}>
      {shares ? (
        <Shares shares={shares} onClose={onClose} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !people ? (
        <Skeleton lines={4} />
      ) : people.length < 2 ? (
        <Stack>
          <EmptyState
            title={t('recruitment.assign.too_few')}
            next={t('recruitment.assign.too_few_next')}
          />
          <DialogActions>
            <Button onPress={onClose}>{t('action.close')}</Button>
          </DialogActions>
        </Stack>
      ) : (
        <ShareOut opening={opening} people={people} onShared={setShares} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface ShareOutProps extends AssignReviewersProps {
  people: Array<{ id: string; name: string; email: string }>;
  onShared: (shares: ReviewerShare[]) => void;
}

function ShareOut({ opening, people, onShared, onClose }: ShareOutProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: { reviewer_ids: [] as string[], reviewers_per_application: '2' },
    submit: async ({ reviewer_ids, reviewers_per_application }) => {
      const body = { reviewer_ids, reviewers_per_application: Number(reviewers_per_application) };
      const { data } = await assignReviewers({ path: { id: opening.id }, body });
      await recruitmentChanged();
      onShared(data.items);
    },
  });
  return (
    <AppForm
      form={form}
      submitLabel={t('recruitment.assign.share_out')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <p>{t('recruitment.assign.lead')}</p>
      <CheckboxGroup
        name="reviewer_ids"
        label={t('recruitment.assign.reviewers')}
        options={people.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
      />
      <Select
        name="reviewers_per_application"
        label={t('recruitment.assign.each')}
        options={EACH.map((value) => ({ value, label: value }))}
      />
    </AppForm>
  );
}

function Shares({ shares, onClose }: { shares: ReviewerShare[]; onClose: () => void }) {
  const t = useT();
  const { number } = useNumbers();
  return (
    <Stack>
      <p role="status">{t('recruitment.assign.done')}</p>
      <DataTable
        caption={t('recruitment.assign.shares')}
        captionHidden
        rows={shares}
        rowKey={(share) => share.reviewer_id}
        columns={[
          {
            id: 'who',
            header: t('recruitment.reviewer'),
            cell: (share) => share.reviewer_name,
          },
          {
            id: 'new',
            header: t('recruitment.assign.newly'),
            cell: (share) => number(share.newly_assigned),
            numeric: true,
          },
          {
            id: 'all',
            header: t('recruitment.assign.altogether'),
            cell: (share) => number(share.assigned),
            numeric: true,
          },
        ]}
        empty={null}
      />
      <DialogActions>
        <Button tone="primary" onPress={onClose} autoFocus>
          {t('action.close')}
        </Button>
      </DialogActions>
    </Stack>
  );
}
