// Where a coordinator's term is.
import type { TermState } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';

export function TermBadge({ state }: { state: TermState }) {
  const t = useT();
  return (
    <StateBadge
      state={state}
      label={t(`network.term_state.${state}`)}
      tones={{
        active: 'good',
        graduating: 'good',
        in_training: 'attention',
        on_leave: 'attention',
      }}
    />
  );
}
