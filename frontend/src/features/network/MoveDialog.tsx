// Moves a jurisdiction: what moves and what stays is shown before anything does.
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { createJurisdictionMove, previewJurisdictionMove } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { todayInUtc } from '../../shared/i18n/days';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Points } from '../../shared/ui/Points';
import { networkChanged } from './changing';
import { jurisdictionsQuery, regionsQuery } from './reading';

const schema = z.object({
  jurisdiction: z.string().check(z.minLength(1)),
  to_region_id: z.string().check(z.minLength(1)),
  effective_on: z.string().check(z.minLength(1)),
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
});

export default function MoveDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const jurisdictions = useSuspenseQuery(jurisdictionsQuery).data;
  const regions = useSuspenseQuery(regionsQuery).data;
  const form = useAppForm({
    schema,
    defaults: { effective_on: todayInUtc(), reason: '' },
    submit: async (body) => {
      const { data } = await createJurisdictionMove({ body });
      await networkChanged(queries);
      notify({ tone: 'done', text: t(`network.moves.done.${data.state}`) });
      onClose();
    },
  });
  const [jurisdiction, to] = useWatch({
    control: form.form.control,
    name: ['jurisdiction', 'to_region_id'],
  });
  return (
    <Dialog title={t('network.moves.action')} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('network.moves.confirm')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <Select
          name="jurisdiction"
          label={t('network.jurisdiction')}
          options={[...jurisdictions]
            .sort((a, b) => a.name.localeCompare(b.name))
            .map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Select
          name="to_region_id"
          label={t('network.moves.to')}
          options={regions.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
        />
        {jurisdiction && to && <Preview jurisdiction={jurisdiction} to={to} />}
        <DateField name="effective_on" label={t('network.moves.day')} />
        <TextArea name="reason" rows={2} label={t('network.moves.reason')} />
      </AppForm>
    </Dialog>
  );
}

function Preview({ jurisdiction, to }: { jurisdiction: string; to: string }) {
  const t = useT();
  const { data, error } = useQuery({
    queryKey: ['jurisdiction_moves', 'preview', jurisdiction, to],
    retry: false,
    queryFn: async ({ signal }) =>
      (await previewJurisdictionMove({ query: { jurisdiction, to_region_id: to }, signal })).data,
  });
  if (error) return <ErrorState error={error} />;
  if (!data) return <p role="status">{t('state.loading')}</p>;
  const first = (names: string[], count: number) =>
    names.length === 0 ? '' : ` (${names.join(', ')}${count > names.length ? ' …' : ''})`;
  const { moves, stays } = data;
  return (
    <section aria-labelledby="move-preview">
      <h3 id="move-preview">
        {t('network.moves.preview', { name: data.name, from: data.from_region_name })}
      </h3>
      <Points>
        <li>
          {t('network.moves.institutions', { count: moves.institutions.count })}
          {first(moves.institutions.first, moves.institutions.count)}
        </li>
        <li>
          {t('network.moves.people', { count: moves.people.count })}
          {first(moves.people.first, moves.people.count)}
        </li>
        <li>{t('network.moves.enrolments', { count: moves.enrolments })}</li>
      </Points>
      <h3>{t('network.moves.stays')}</h3>
      <Points>
        <li>{t('network.moves.stay_seats', { count: stays.seats })}</li>
        <li>{t('network.moves.stay_pairings', { count: stays.pairings })}</li>
        <li>{t('network.moves.stay_enrolments', { count: stays.enrolments })}</li>
      </Points>
    </section>
  );
}
