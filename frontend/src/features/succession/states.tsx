// The states of seats and terms, as words with a mark and a tone.
import type { SeatState, TermState } from '../../gen';
import type { Coverage as TileState } from '../../shared/charts/TileGridMap';
import { useT } from '../../shared/i18n/useT';
import { StateBadge } from '../../shared/ui/Badge';

/** The seat that needs somebody most stands first. */
export const SEAT_STATES: readonly SeatState[] = [
  'uncovered',
  'in_training',
  'ending_soon',
  'covered',
];

export const TILE_STATES: Record<SeatState, TileState> = {
  covered: 'covered',
  ending_soon: 'ending',
  in_training: 'training',
  uncovered: 'uncovered',
};

export function SeatBadge({ state }: { state: SeatState }) {
  const t = useT();
  return (
    <StateBadge
      state={state}
      label={t(`succession.seat.${state}`)}
      tones={{
        covered: 'good',
        ending_soon: 'attention',
        in_training: 'neutral',
        uncovered: 'danger',
      }}
    />
  );
}

export function TermBadge({ state }: { state: TermState }) {
  const t = useT();
  return (
    <StateBadge
      state={state}
      label={t(`succession.term.${state}`)}
      tones={{
        active: 'good',
        graduating: 'good',
        graduated: 'good',
        in_training: 'attention',
        on_leave: 'attention',
      }}
    />
  );
}
