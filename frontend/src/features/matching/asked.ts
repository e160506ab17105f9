// What the workbench can ask in a dialog.
import type { WantedStep } from './WorkbenchStepDialog';
import type { BenchPair } from './workbenchRows';

export type Asked =
  | { kind: 'step'; step: WantedStep }
  | { kind: 'note'; pair: BenchPair }
  | { kind: 'why_not'; mentee: { enrolment_id: string; name: string } }
  | { kind: 'approve' }
  | { kind: 'keys' };
