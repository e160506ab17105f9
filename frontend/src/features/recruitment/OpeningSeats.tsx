// The seats of an opening: which is free, which is offered, who has one.
import type { OpeningView } from '../../gen';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Stat } from '../../shared/ui/Stat';

export function OpeningSeats({ seats }: { seats: OpeningView['seats'] }) {
  const t = useT();
  const { number } = useNumbers();
  const filled = seats.filter(({ state }) => state === 'filled').length;
  // Reviewers are not told what is offered to whom.
  const told = seats.some(({ state }) => state !== null);
  return (
    <Stat
      label={t('recruitment.seats')}
      value={
        told ? t('recruitment.seats_filled', { filled, all: seats.length }) : number(seats.length)
      }
      note={seats
        .map(({ name, state }) =>
          state
            ? t('recruitment.seat_is', { name, state: t(`recruitment.seat_state.${state}`) })
            : name,
        )
        .join(' · ')}
    />
  );
}
