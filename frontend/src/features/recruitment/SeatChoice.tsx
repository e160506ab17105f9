// Which of a region's open seats an opening is to fill: one or several.
import { useQuery } from '@tanstack/react-query';
import { listSeats } from '../../gen';
import { CheckboxGroup } from '../../shared/form/CheckboxGroup';
import { useT } from '../../shared/i18n/useT';

export function SeatChoice({ regionId }: { regionId: string | undefined }) {
  const t = useT();
  const { data: seats } = useQuery({
    queryKey: ['seats', { region_id: regionId }],
    enabled: Boolean(regionId),
    queryFn: async ({ signal }) =>
      (await listSeats({ query: regionId ? { region_id: regionId } : {}, signal })).data,
  });
  const open = (seats?.items ?? []).filter((seat) => !seat.closed);
  const help = !regionId
    ? t('recruitment.edit.region_first')
    : seats && open.length === 0
      ? t('recruitment.edit.no_seat')
      : t('recruitment.edit.seats_help');
  return (
    <CheckboxGroup
      name="seat_ids"
      label={t('recruitment.edit.seats')}
      description={help}
      options={open.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
