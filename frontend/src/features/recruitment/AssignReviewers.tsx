// Shares the waiting applications out among reviewers, evenly; afterwards, how many each has.
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useWatch } from 'react-hook-form';
import {
  assignReviewers,
  type OpeningDetail,
  type OpeningReviewer,
  type ReviewerShare,
} from '../../gen';
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
import styles from './AssignReviewers.module.css';
import { recruitmentChanged } from './queries';
import { matching } from './reviewerProgress';
import { reviewersQuery } from './reviewQueries';

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
  const { data, error, refetch } = useQuery(reviewersQuery(opening.id));
  const people = data?.items.filter((reviewer) => reviewer.may_review);
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
  people: OpeningReviewer[];
  onShared: (shares: ReviewerShare[]) => void;
}

function ShareOut({ opening, people, onShared, onClose }: ShareOutProps) {
  const t = useT();
  const [words, setWords] = useState('');
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
  const chosen = useWatch({ control: form.form.control, name: 'reviewer_ids' });
  const found = new Set(matching(people, words).map(({ reviewer_id }) => reviewer_id));
  // Who is chosen stays in sight, whatever is searched for next.
  const shown = people.filter(({ reviewer_id: id }) => found.has(id) || chosen.includes(id));
  const load = ({ reviewer_name, email, assigned, waiting, waiting_elsewhere }: OpeningReviewer) =>
    t('recruitment.assign.with_load', {
      name: reviewer_name,
      email,
      assigned,
      waiting: waiting + waiting_elsewhere,
    });
  return (
    <AppForm
      form={form}
      submitLabel={t('recruitment.assign.share_out')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <p>{t('recruitment.assign.lead')}</p>
      <ReviewerSearch words={words} found={found.size} onSearch={setWords} />
      <CheckboxGroup
        name="reviewer_ids"
        label={t('recruitment.assign.reviewers')}
        options={shown.map((one) => ({ value: one.reviewer_id, label: load(one) }))}
      />
      <Select
        name="reviewers_per_application"
        label={t('recruitment.assign.each')}
        options={EACH.map((value) => ({ value, label: value }))}
      />
    </AppForm>
  );
}

interface ReviewerSearchProps {
  words: string;
  found: number;
  onSearch: (words: string) => void;
}

function ReviewerSearch({ words, found, onSearch }: ReviewerSearchProps) {
  const t = useT();
  const id = useId();
  return (
    <div className={styles.search}>
      <label htmlFor={id}>{t('recruitment.assign.search')}</label>
      <input
        id={id}
        type="search"
        className={styles.input}
        value={words}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => onSearch(event.target.value)}
        // Searching is no sending.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <span role="status" className={styles.found}>
        {words.trim() && t('recruitment.assign.found', { count: found })}
      </span>
    </div>
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
