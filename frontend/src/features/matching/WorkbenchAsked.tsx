// The dialogs of the workbench; each comes with its code when it is asked for, so that the page itself stays light.
import { useQueryClient } from '@tanstack/react-query';
import { lazy } from 'react';
import type { Asked } from './asked';
import type { BenchList } from './useBenchList';
import type { Bench } from './useWorkbench';

const WorkbenchStepDialog = lazy(() => import('./WorkbenchStepDialog'));
const WorkbenchNoteDialog = lazy(() => import('./WorkbenchNoteDialog'));
const WorkbenchWhyNot = lazy(() => import('./WorkbenchWhyNot'));
const WorkbenchApproveDialog = lazy(() => import('./WorkbenchApproveDialog'));
const WorkbenchKeys = lazy(() => import('./WorkbenchKeys'));

interface WorkbenchAskedProps {
  asked: Asked;
  bench: Bench;
  list: BenchList;
  onAsk: (asked: Asked) => void;
  onClose: () => void;
}

export function WorkbenchAsked({ asked, bench, list, onAsk, onClose }: WorkbenchAskedProps) {
  const queries = useQueryClient();
  switch (asked.kind) {
    case 'step':
      return <WorkbenchStepDialog bench={bench} step={asked.step} onClose={onClose} />;
    case 'note':
      return (
        <WorkbenchNoteDialog
          pair={asked.pair}
          onClose={onClose}
          onSaved={() =>
            void queries.invalidateQueries({ queryKey: ['proposals', bench.round.id] })
          }
        />
      );
    case 'why_not':
      return (
        <WorkbenchWhyNot
          round={bench.round}
          mentee={asked.mentee}
          editable={bench.editable}
          onPair={(step) => onAsk({ kind: 'step', step })}
          onClose={onClose}
        />
      );
    case 'approve':
      return <WorkbenchApproveDialog bench={bench} list={list} onClose={onClose} />;
    case 'keys':
      return <WorkbenchKeys onClose={onClose} />;
  }
}
