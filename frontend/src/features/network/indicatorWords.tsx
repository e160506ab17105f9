// An indicator in words: what it is called, what it should reach, how it stands.
import type { IndicatorState, MeasuredIndicatorView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';
import { useFigureValue } from './figures';

type Titled = Pick<MeasuredIndicatorView, 'title' | 'figure'>;
type Targeted = Pick<MeasuredIndicatorView, 'unit' | 'target' | 'direction' | 'due_on'>;

/** Its own title, or its figure's. */
export function useIndicatorTitle() {
  const t = useT();
  return ({ title, figure }: Titled) => title ?? t(`network.figure.${figure}`);
}

export function useTargetWords() {
  const t = useT();
  const dates = useDates();
  const write = useFigureValue();
  return ({ unit, target, direction, due_on }: Targeted) =>
    t(`network.indicators.target.${direction}`, {
      target: write(unit, target),
      date: dates.date(due_on),
    });
}

export function IndicatorStateBadge({ state }: { state: IndicatorState }) {
  const t = useT();
  return (
    <StateBadge
      state={state}
      label={t(`network.indicators.state.${state}`)}
      tones={{ reached: 'good', not_yet_reached: 'attention', missed: 'danger' }}
    />
  );
}
