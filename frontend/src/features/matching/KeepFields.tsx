// Starting another round of a cycle: which earlier pairs it prefers, so that little changes.
import { useQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { listRounds } from '../../gen';
import { Select } from '../../shared/form/Select';
import { TextField } from '../../shared/form/TextField';
import { useT } from '../../shared/i18n/useT';
import { keepable } from './keep';
import { useRoundName } from './roundName';

/** Fields of a form whose schema has `keepFields`. Nothing while there is no round whose pairs could stay. */
export function KeepFields({ cycle }: { cycle: string }) {
  const t = useT();
  const roundName = useRoundName();
  const { data } = useQuery({
    queryKey: ['rounds', cycle, 'keepable'],
    queryFn: async ({ signal }) =>
      keepable(
        (await listRounds({ path: { id: cycle }, query: { limit: 50 }, signal })).data.items,
      ),
  });
  const chosen = useWatch({ name: 'keep_from_round_id' });
  if (!data || data.length === 0) return null;
  const options = data.map((round) => ({
    value: round.id,
    label: t('matching.keep.round', {
      round: roundName(round),
      pairs: round.matched,
    }),
  }));
  return (
    <>
      <Select
        name="keep_from_round_id"
        label={t('matching.keep.from')}
        description={t('matching.keep.help')}
        required={false}
        options={options}
      />
      {chosen && (
        <TextField
          name="keep_points"
          label={t('matching.keep.points')}
          description={t('matching.keep.points_help')}
          inputMode="numeric"
        />
      )}
    </>
  );
}
