// Enrolling in a cycle: oneself, on a phone in two minutes; or somebody of one's region.
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useWatch } from 'react-hook-form';
import { createEnrolment } from '../../gen';
import { useCan, useMe } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { PersonField } from '../../shared/form/PersonField';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { cycleQuery, myEnrolmentsQuery } from './data';
import { EnrolmentFields } from './EnrolmentFields';
import { asChange, asDraft, schema } from './enrolment';

export default function EnrolPage() {
  const t = useT();
  const me = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { cycle_id } = useParams({ strict: false }) as { cycle_id: string };
  const [{ whom }] = useFilters(['whom']);
  const somebodyElse = useCan('run_rounds') && whom === 'other';
  const cycle = useSuspenseQuery(cycleQuery(cycle_id)).data.value;
  const open = cycle.state === 'enrolling' || cycle.state === 'matching';
  const refresh = () =>
    Promise.all(
      [['cycle', cycle_id], ['enrolments', cycle_id], myEnrolmentsQuery.queryKey].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const form = useAppForm({
    schema,
    defaults: {
      capacity: '1',
      interests: [],
      goals: [],
      languages: ['en'],
      available_hours: [],
      time_zone: somebodyElse ? null : me.time_zone,
    },
    submit: async (values) => {
      const { role, person_id } = values;
      const body = {
        role,
        ...asChange(values),
        ...(somebodyElse && person_id ? { person_id } : {}),
      };
      const { data } = await createEnrolment({ path: { id: cycle_id }, body });
      await refresh();
      notify({
        tone: 'done',
        text: t('matching.enrol.done', { name: data.person_name, cycle: cycle.name }),
      });
      await navigate({
        to: somebodyElse ? `/cycles/${cycle_id}/enrolments` : `/cycles/${cycle_id}`,
      });
    },
  });
  const keep = useMutation({
    mutationFn: async () => {
      const values = form.form.getValues();
      const body = {
        role: values.role,
        draft: true,
        ...asDraft(values),
        ...(somebodyElse && values.person_id ? { person_id: values.person_id } : {}),
      };
      return (await createEnrolment({ path: { id: cycle_id }, body })).data;
    },
    onSuccess: async (draft) => {
      await refresh();
      notify({ tone: 'done', text: t('matching.draft.kept') });
      await navigate({ to: `/enrolments/${draft.id}` });
    },
  });
  const role = useWatch({ control: form.form.control, name: 'role' });
  const keepReason = open
    ? role
      ? undefined
      : t('matching.draft.role_first')
    : t('matching.enrol.not_open');
  return (
    <>
      <PageHeader
        title={t(somebodyElse ? 'matching.enrol.title_other' : 'matching.enrol.title', {
          cycle: cycle.name,
        })}
        lead={t(somebodyElse ? 'matching.enrol.lead_other' : 'matching.enrol.lead')}
      />
      <Card>
        <AppForm
          form={form}
          submitLabel={t(somebodyElse ? 'matching.enrol.other' : 'matching.enrol.self')}
          disabledReason={open ? undefined : t('matching.enrol.not_open')}
          secondary={
            <>
              <Button
                pending={keep.isPending}
                disabledReason={keepReason}
                onPress={() => keep.mutate()}
              >
                {t('matching.draft.keep')}
              </Button>
              <ButtonLink to="/cycles/$cycle_id" params={{ cycle_id }} tone="quiet">
                {t('action.cancel')}
              </ButtonLink>
            </>
          }
        >
          {keep.error && <ErrorState error={keep.error} focusOnMount />}
          {somebodyElse && <PersonField name="person_id" label={t('matching.enrol.person')} />}
          <RadioGroup
            name="role"
            label={t(somebodyElse ? 'matching.enrol.role_other' : 'matching.enrol.role')}
            options={(['mentee', 'mentor'] as const).map((value) => ({
              value,
              label: t(`matching.enrol.as.${value}`),
            }))}
          />
          <EnrolmentFields zone={somebodyElse ? undefined : me.time_zone} />
        </AppForm>
      </Card>
    </>
  );
}
