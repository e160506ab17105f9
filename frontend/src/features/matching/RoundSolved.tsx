// A solved round: what it reaches, what the last step did to it, its pairs and who is left, and publishing.
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { RoundState, RoundView } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { Tabs } from '../../shared/ui/Tabs';
import { DiscardRound } from './DiscardRound';
import { RoundOutcome } from './RoundOutcome';
import { useWorkbench } from './useWorkbench';
import { Workbench } from './Workbench';
import { WorkbenchStrip } from './WorkbenchStrip';
import { withWords } from './withWords';

// What is looked at less often comes when it is.
const PublishDialog = lazy(withWords(() => import('./PublishDialog')));
const RoundRules = lazy(() => import('./RoundRules'));
const UnmatchedList = lazy(() => import('./UnmatchedList'));
const WorkbenchCompare = lazy(() => import('./WorkbenchCompare'));
const WorkbenchEdits = lazy(() => import('./WorkbenchEdits'));
const WorkbenchFairness = lazy(() => import('./WorkbenchFairness'));

interface RoundSolvedProps {
  round: RoundView;
  head: (actions: ReactNode) => ReactNode;
}

export function RoundSolved({ round, head }: RoundSolvedProps) {
  const t = useT();
  const [publishing, setPublishing] = useState(false);
  const [{ view: chosen }, setFilters] = useFilters(['view', 'mentee', 'show']);
  const bench = useWorkbench(round);
  const { view, editable } = bench;
  const offReason = editable ? undefined : t(`matching.workbench.${whyOff(round.state)}`);
  // A round of the nation is the task force's: who coordinates a region looks at its own pairs of it.
  const { leads, yours } = view;
  const publishReason = useDisabledReason(
    'run_rounds',
    view.proposed === 0 && t('matching.publish.nothing'),
  );
  const shown = chosen ?? 'pairs';
  const turn = (next: string, more: { mentee?: string; show?: string } = {}) =>
    setFilters({ view: next === 'pairs' ? undefined : next, ...more });
  const strip = editable && (
    <WorkbenchStrip bench={bench} onShowChanged={() => turn('pairs', { show: 'last' })} />
  );
  const later = (content: ReactNode) => (
    <Stack>
      {strip}
      <Suspense fallback={<Skeleton lines={8} />}>{content}</Suspense>
    </Stack>
  );
  return (
    <KeepFocus>
      {head(
        leads && round.state === 'ready' && (
          <>
            <DiscardRound round={round} />
            <Button
              tone="primary"
              onPress={() => setPublishing(true)}
              disabledReason={publishReason}
            >
              {t('matching.publish.action')}
            </Button>
          </>
        ),
      )}
      <Stack gap="l">
        <RoundOutcome round={round} />
        <Tabs
          label={t('matching.round.views')}
          selected={shown}
          onSelect={(next) => {
            if (next !== shown) turn(next);
          }}
          tabs={[
            {
              id: 'pairs',
              label: leads
                ? t('matching.round.pairs', { count: round.matched })
                : t('matching.round.pairs_yours', { count: yours.proposed + yours.asked }),
              content: <Workbench bench={bench} offReason={offReason} strip={strip} />,
            },
            {
              id: 'unmatched',
              label: leads
                ? t('matching.round.left', { count: round.unmatched })
                : t('matching.outcome.unmatched'),
              content: later(<UnmatchedList round={round} bench={bench} offReason={offReason} />),
            },
            {
              id: 'fairness',
              label: t('matching.workbench.fairness.tab'),
              content: later(
                <WorkbenchFairness round={round} onLook={(mentee) => turn('pairs', { mentee })} />,
              ),
            },
            {
              id: 'edits',
              label: t('matching.workbench.edits.tab'),
              content: later(<WorkbenchEdits bench={bench} offReason={offReason} />),
            },
            {
              id: 'compare',
              label: t('matching.workbench.compare.tab'),
              content: later(<WorkbenchCompare round={round} />),
            },
            {
              id: 'policy',
              label: t('matching.round.rules'),
              content: later(<RoundRules round={round} />),
            },
          ]}
        />
      </Stack>
      {publishing && (
        <Suspense>
          <PublishDialog
            round={round}
            approved={view.approved}
            onClose={() => setPublishing(false)}
          />
        </Suspense>
      )}
    </KeepFocus>
  );
}

function whyOff(state: RoundState): 'off' | 'off_published' | 'off_discarded' {
  if (state === 'published') return 'off_published';
  return state === 'discarded' ? 'off_discarded' : 'off';
}
