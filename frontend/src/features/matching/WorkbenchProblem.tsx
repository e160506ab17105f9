// Why a step was refused, in words: somebody was quicker, a rule forbids it, or what else went wrong.
import { ApiProblem } from '../../shared/api/problem';
import { useT } from '../../shared/i18n/useT';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Stack } from '../../shared/ui/Stack';
import { type Bench, isStale } from './useWorkbench';
import { WorkbenchBehind } from './WorkbenchBehind';

/** What the server refuses a step for, as codes of its complaints. */
const REFUSALS = [
  'not_in_round',
  'not_available',
  'breaks_rule',
  'locked',
  'not_locked',
  'vetoed',
  'not_vetoed',
] as const;

interface WorkbenchProblemProps {
  error: unknown;
  bench: Bench;
  onReloaded: () => void;
}

export function WorkbenchProblem({ error, bench, onReloaded }: WorkbenchProblemProps) {
  const t = useT();
  if (isStale(error)) return <WorkbenchBehind bench={bench} onReloaded={onReloaded} />;
  const fields = error instanceof ApiProblem ? error.fields : [];
  const words = fields.map(({ code, detail }) =>
    REFUSALS.includes(code as (typeof REFUSALS)[number])
      ? t(`matching.workbench.refused.${code}`)
      : detail,
  );
  // The server's own sentence says the same in its language.
  const plain = error instanceof ApiProblem && fields.length > 0;
  return (
    <ErrorState error={plain ? new ApiProblem({}, error.status) : error} focusOnMount>
      <Stack gap="s">
        {[...new Set(words)].map((each) => (
          <p key={each}>{each}</p>
        ))}
      </Stack>
    </ErrorState>
  );
}
