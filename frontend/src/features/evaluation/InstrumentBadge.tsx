// Whether an instrument can still be changed.
import type { InstrumentState } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';

export function InstrumentBadge({ state }: { state: InstrumentState }) {
  const t = useT();
  return (
    <StateBadge
      state={state}
      label={t(`evaluation.instrument.state.${state}`)}
      tones={{ published: 'good' }}
    />
  );
}
