// Which mentors would suit somebody who waits, and what freeing a seat with each would cost: asked of the newest open round.
import { useQuery } from '@tanstack/react-query';
import type { WaitingMentee } from '../../gen';
import { ApiProblem } from '../../shared/api/problem';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { PairOthers } from './PairOthers';
import { WaitsBecause } from './WaitlistTable';
import { readRoundToAsk } from './waitlist';
import { getAlternatives } from './workbenchApi';

interface FreedDialogProps {
  cycle: string;
  waiting: WaitingMentee;
  onClose: () => void;
}

export default function FreedDialog({ cycle, waiting, onClose }: FreedDialogProps) {
  const t = useT();
  const { name, enrolment_id, region_id } = waiting.mentee;
  const { data, error, refetch } = useQuery({
    queryKey: ['rounds', cycle, 'to_ask', enrolment_id],
    queryFn: async ({ signal }) => {
      const round = await readRoundToAsk(cycle, region_id, signal);
      return round && (await knows(round.id, enrolment_id, signal)) ? round.id : null;
    },
  });
  const round = data ?? undefined;
  return (
    <Dialog open title={t('matching.freed.title', { name })} onClose={onClose}>
      <Stack>
        <p>
          <WaitsBecause waiting={waiting} />
        </p>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data === undefined && !error && <Skeleton lines={5} />}
        {data === null && <p>{t('matching.freed.no_round')}</p>}
        {round && (
          <>
            <p>{t('matching.freed.lead')}</p>
            <PairOthers
              round={round}
              mentee={{ enrolment_id, name }}
              locked={false}
              onPair={undefined}
            />
          </>
        )}
      </Stack>
      <DialogActions>
        <Button onPress={onClose}>{t('action.close')}</Button>
        <ButtonLink
          to="/cycles/$cycle_id/enrolments"
          params={{ cycle_id: cycle }}
          search={{ role: 'mentor' }}
        >
          {t('matching.freed.mentors')}
        </ButtonLink>
        {round && (
          <ButtonLink
            to="/rounds/$round_id"
            params={{ round_id: round }}
            search={{ view: 'unmatched' }}
            tone="primary"
          >
            {t('matching.freed.open_round')}
          </ButtonLink>
        )}
      </DialogActions>
    </Dialog>
  );
}

/** Whether the round has the person: whoever joined after it cannot be asked about. */
async function knows(round: string, mentee_enrolment_id: string, signal: AbortSignal) {
  try {
    await getAlternatives(round, { mentee_enrolment_id, most: 1 }, signal);
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && [409, 422].includes(error.status)) return false;
    throw error;
  }
}
