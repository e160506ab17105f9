// One enrolment, to bring it up to date. What was matched already stays as it was.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { getEnrolment, updateEnrolment } from '../../gen';
import { ifMatch, versioned } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { cycleQuery, myEnrolmentsQuery } from './data';
import { EnrolmentFields } from './EnrolmentFields';
import { asChange, asValues, schema } from './enrolment';

export default function EnrolmentPage() {
  const t = useT();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { enrolment_id } = useParams({ strict: false }) as { enrolment_id: string };
  const read = useSuspenseQuery({
    queryKey: ['enrolment', enrolment_id],
    queryFn: async ({ signal }) =>
      versioned(await getEnrolment({ path: { id: enrolment_id }, signal })),
  }).data;
  const enrolment = read.value;
  const cycle = useSuspenseQuery(cycleQuery(enrolment.cycle_id)).data.value;
  const back = `/cycles/${enrolment.cycle_id}`;
  const form = useAppForm({
    schema,
    defaults: asValues(enrolment),
    submit: async (values) => {
      const body = asChange(values);
      await updateEnrolment({ path: { id: enrolment_id }, headers: ifMatch(read), body });
      await Promise.all(
        [
          ['enrolment', enrolment_id],
          ['enrolments', enrolment.cycle_id],
          ['cycle', enrolment.cycle_id],
          myEnrolmentsQuery.queryKey,
        ].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      notify({ tone: 'done', text: t('matching.enrolment.saved') });
      await navigate({ to: back });
    },
  });
  const gone = enrolment.state === 'withdrawn' ? t('matching.enrolment.gone') : undefined;
  return (
    <>
      <PageHeader
        title={enrolment.person_name}
        badge={<Badge tone="good">{t(`matching.role.${enrolment.role}`)}</Badge>}
        lead={t('matching.enrolment.lead', { cycle: cycle.name, region: enrolment.region_name })}
      />
      <Card>
        <AppForm
          form={form}
          submitLabel={t('action.save')}
          disabledReason={gone}
          secondary={
            <ButtonLink to={back} tone="quiet">
              {t('action.cancel')}
            </ButtonLink>
          }
        >
          <EnrolmentFields spoken={enrolment.languages} />
        </AppForm>
      </Card>
    </>
  );
}
