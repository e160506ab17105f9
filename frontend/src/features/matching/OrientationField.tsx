// What somebody has to have passed before being matched: a requirement of a training, or nothing.
import { useSuspenseQuery } from '@tanstack/react-query';
import { listCohorts, listRequirements } from '../../gen';
import { everyPage } from '../../shared/api/everyPage';
import { Select } from '../../shared/form/Select';
import { useT } from '../../shared/i18n/useT';

const requirementsQuery = {
  queryKey: ['matching', 'requirements'],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const cohorts = await everyPage((query) => listCohorts({ query, signal }));
    const withSome = cohorts.filter((cohort) => cohort.requirement_count > 0);
    const lists = await Promise.all(
      withSome.map(async (cohort) => {
        const { items } = (await listRequirements({ path: { id: cohort.id }, signal })).data;
        return items.map(({ id, title }) => ({ value: id, label: `${cohort.name}: ${title}` }));
      }),
    );
    return lists.flat();
  },
};

export function OrientationField({ name }: { name: string }) {
  const t = useT();
  const options = useSuspenseQuery(requirementsQuery).data;
  return (
    <Select
      name={name}
      required={false}
      label={t('matching.plan.orientation')}
      description={t('matching.plan.orientation_help')}
      options={options}
    />
  );
}
