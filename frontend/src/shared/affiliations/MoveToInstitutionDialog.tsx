// Moves a person to another institution, or out of the one they are at: what changes and what stays is shown first.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { type AffiliationView, movePerson, previewPersonMove } from '../../gen';
import { AppForm } from '../form/AppForm';
import { Checkbox } from '../form/Checkbox';
import { DateField } from '../form/DateField';
import { InstitutionField } from '../form/InstitutionField';
import { z } from '../form/schema';
import { useAppForm } from '../form/useAppForm';
import { todayInUtc } from '../i18n/days';
import { asWritten } from '../i18n/published';
import { useT } from '../i18n/useT';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { ErrorState } from '../ui/ErrorState';
import { notify } from '../ui/notify';
import { Points } from '../ui/Points';

const fields = { moved_on: z.string().check(z.minLength(1)), with_enrolments: z.boolean() };
const moving = z.object({
  ...fields,
  institution_id: z.nullable(z.string().check(z.minLength(1))),
});

// What tells where a person works, and what follows from it.
const STALE = [
  'affiliations',
  'people',
  'institution',
  'regions',
  'region_loads',
  'enrolments',
  'me',
];

interface MoveToInstitutionDialogProps {
  person: { id: string; name: string };
  present: AffiliationView | null;
  /** Leaves without another. */
  leaving: boolean;
  onClose: () => void;
}

export default function MoveToInstitutionDialog(props: MoveToInstitutionDialogProps) {
  const { person, present, leaving, onClose } = props;
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema: leaving
      ? moving
      : moving.check(
          z.refine((values) => values.institution_id !== null, {
            path: ['institution_id'],
            error: 'form.required',
          }),
        ),
    defaults: {
      institution_id: null,
      moved_on: todayInUtc(),
      with_enrolments: false,
    },
    submit: async (values) => {
      await movePerson({
        path: { id: person.id },
        body: { ...values, from_institution_id: present?.institution_id ?? null },
      });
      await Promise.all(STALE.map((key) => queries.invalidateQueries({ queryKey: [key] })));
      notify({ tone: 'done', text: t('affiliations.moved', { name: person.name }) });
      onClose();
    },
  });
  const to = useWatch({ control: form.form.control, name: 'institution_id' });
  const title = leaving
    ? 'affiliations.leave'
    : present
      ? 'affiliations.move'
      : 'affiliations.join';
  return (
    <Dialog title={t(title)} open onClose={onClose}>
      {present && (
        <p>
          {t('affiliations.now', {
            name: person.name,
            institution: asWritten(present.institution_name),
          })}
        </p>
      )}
      <AppForm
        form={form}
        submitLabel={t(leaving ? 'affiliations.leave_confirm' : 'affiliations.confirm')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        {!leaving && (
          <InstitutionField name="institution_id" label={t('affiliations.institution')} />
        )}
        <DateField
          name="moved_on"
          label={t(leaving ? 'affiliations.last_day' : 'affiliations.first_day')}
        />
        {(leaving || to) && <Preview person={person.id} to={to ?? null} />}
      </AppForm>
    </Dialog>
  );
}

function Preview({ person, to }: { person: string; to: string | null }) {
  const t = useT();
  const { data, error } = useQuery({
    queryKey: ['affiliations', person, 'preview', to],
    retry: false,
    queryFn: async ({ signal }) => {
      const query = to ? { institution_id: to } : {};
      return (await previewPersonMove({ path: { id: person }, query, signal })).data;
    },
  });
  if (error) return <ErrorState error={error} />;
  if (!data) return <p role="status">{t('state.loading')}</p>;
  const none = t('affiliations.no_region');
  const [from, region] = [data.from_region_name ?? none, data.region_name ?? none];
  return (
    <>
      <section aria-labelledby="person-move-preview">
        <h3 id="person-move-preview">{t('affiliations.follows')}</h3>
        <Points>
          <li>
            {from === region
              ? t('affiliations.region_stays', { region })
              : t('affiliations.region_changes', { from, region })}
          </li>
          <li>{t('affiliations.pairings_stay', { count: data.pairings_stay })}</li>
          <li>{t('affiliations.enrolments_stay', { count: data.enrolments_stay })}</li>
        </Points>
      </section>
      {data.enrolments_open > 0 && (
        <Checkbox
          name="with_enrolments"
          label={t('affiliations.with_enrolments', { count: data.enrolments_open })}
        />
      )}
    </>
  );
}
