// Who voted how; of a secret ballot only how many have voted.
import type { DecisionDetail } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { Stack } from '../../shared/ui/Stack';

export function DecisionVotes({ decision }: { decision: DecisionDetail }) {
  const t = useT();
  const { votes, votes_cast, secret, result } = decision;
  const byHands =
    votes_cast === 0 && result !== null && result.yes + result.no + result.abstain > 0;
  return (
    <Card title={t('governance.votes.title')}>
      <Stack>
        <p>
          {byHands
            ? t('governance.votes.by_hands')
            : t('governance.votes.cast_so_far', { count: votes_cast })}{' '}
          {secret && t('governance.votes.secret')}
        </p>
        {!secret && votes.length > 0 && (
          <DataTable
            plain
            caption={t('governance.votes.title')}
            captionHidden
            rows={votes}
            rowKey={({ person_id }) => person_id}
            columns={[
              {
                id: 'who',
                header: t('governance.votes.member'),
                cell: ({ person_name }) => person_name,
              },
              {
                id: 'choice',
                header: t('governance.votes.choice'),
                cell: ({ choice }) => t(`governance.votes.${choice}`),
              },
            ]}
            empty={null}
          />
        )}
      </Stack>
    </Card>
  );
}
