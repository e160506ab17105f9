// What can be done with a decision that is open: close it, give it more time, reword it, withdraw it.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { DecisionDetail, TaskForceMeetingDetail } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { rulesQuery } from './queries';
import { mayClose } from './voting';

const CloseDecisionDialog = lazy(() => import('./CloseDecisionDialog'));
const OtherMeetingDialog = lazy(() => import('./OtherMeetingDialog'));
const MoreTimeDialog = lazy(() => import('./MoreTimeDialog'));
const RewordDialog = lazy(() => import('./RewordDialog'));
const WithdrawDialog = lazy(() => import('./WithdrawDialog'));

type Doing = 'close' | 'time' | 'meeting' | 'reword' | 'withdraw';

interface DecisionActionsProps {
  decision: DecisionDetail;
  meeting: TaskForceMeetingDetail | undefined;
}

export function DecisionActions({ decision, meeting }: DecisionActionsProps) {
  const t = useT();
  const rules = useSuspenseQuery(rulesQuery).data;
  const [doing, setDoing] = useState<Doing | null>(null);
  const stop = () => setDoing(null);
  const now = Date.now();
  const notBegun = meeting !== undefined && Date.parse(meeting.starts_at) > now;
  const voting = rules.voting_members;
  const { votes_cast } = decision;
  const tooEarly = notBegun
    ? t('governance.decisions.close_not_begun')
    : mayClose(decision, voting, now)
      ? undefined
      : t('governance.decisions.close_missing', { missing: voting - votes_cast, voting });
  return (
    <>
      <Button tone="primary" disabledReason={tooEarly} onPress={() => setDoing('close')}>
        {t('governance.decisions.close')}
      </Button>
      {decision.closes_at && (
        <Button onPress={() => setDoing('time')}>{t('governance.decisions.more_time')}</Button>
      )}
      {decision.meeting_id && (
        <Button onPress={() => setDoing('meeting')}>
          {t('governance.decisions.other_meeting')}
        </Button>
      )}
      <Button
        disabledReason={votes_cast > 0 ? t('governance.decisions.reword_voted') : undefined}
        reasonHidden
        onPress={() => setDoing('reword')}
      >
        {t('governance.decisions.reword')}
      </Button>
      <Button tone="quiet" onPress={() => setDoing('withdraw')}>
        {t('governance.decisions.withdraw')}
      </Button>
      <Suspense>
        {doing === 'close' && (
          <CloseDecisionDialog decision={decision} meeting={meeting} onClose={stop} />
        )}
        {doing === 'time' && <MoreTimeDialog decision={decision} onClose={stop} />}
        {doing === 'meeting' && <OtherMeetingDialog decision={decision} onClose={stop} />}
        {doing === 'reword' && <RewordDialog decision={decision} onClose={stop} />}
        {doing === 'withdraw' && <WithdrawDialog decision={decision} onClose={stop} />}
      </Suspense>
    </>
  );
}
