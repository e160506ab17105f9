// A role and where it is granted; the places offered follow from the role.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useMe } from '../../shared/auth/useMe';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { useT } from '../../shared/i18n/useT';
import { associationsQuery, ROLES, regionsQuery, scopesOf, studiesQuery } from './roles';

export const roleSchema = {
  role: z.enum(ROLES),
  where: z.string().check(z.minLength(1)),
};

export function RoleFields() {
  const t = useT();
  const me = useMe();
  const { setValue } = useFormContext();
  const role: (typeof ROLES)[number] = useWatch({ name: 'role' });
  const where: string = useWatch({ name: 'where' });
  const regions = useSuspenseQuery(regionsQuery).data;
  const associations = useSuspenseQuery(associationsQuery).data;
  const studies = useSuspenseQuery(studiesQuery).data;
  const isAdmin = me.grants.some((grant) => grant.role === 'admin');
  const options = scopesOf(role).flatMap((kind) => {
    if (kind === 'network') return [{ value: 'network', label: t('scope.network') }];
    if (kind === 'region') {
      return regions.map(({ id, name }) => ({ value: `region ${id}`, label: name }));
    }
    if (kind === 'study') {
      return studies.map(({ id, title }) => ({ value: `study ${id}`, label: title }));
    }
    return associations.map(({ id, name }) => ({ value: `association ${id}`, label: name }));
  });
  const only = options.length === 1 ? options[0]?.value : undefined;
  const fits = options.some(({ value }) => value === where);
  useEffect(() => {
    if (only && where !== only) setValue('where', only);
    else if (where && !fits) setValue('where', '');
  }, [only, fits, where, setValue]);
  return (
    <>
      <Select
        name="role"
        label={t('administration.role')}
        description={t(`administration.role_help.${role}`)}
        options={ROLES.filter((each) => each !== 'admin' || isAdmin).map((each) => ({
          value: each,
          label: t(`role.${each}`),
        }))}
      />
      <Select
        name="where"
        label={t('administration.where')}
        description={
          options.length === 0
            ? t(`administration.nowhere.${role === 'evaluator' ? 'study' : 'association'}`)
            : t('administration.where_help')
        }
        options={options}
      />
    </>
  );
}
