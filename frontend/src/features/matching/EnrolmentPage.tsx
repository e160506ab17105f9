// One enrolment, to bring it up to date. What was matched already stays as it was.
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { getEnrolment, submitEnrolment, updateEnrolment, withdrawEnrolment } from '../../gen';
import { ifMatch, versioned } from '../../shared/api/etag';
import { useCan, useMe } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { cycleQuery, myEnrolmentsQuery } from './data';
import { EnrolmentFields } from './EnrolmentFields';
import { asChange, asDraft, asValues, type EnrolmentValues, schema } from './enrolment';
import { NotReadyNote } from './NotReadyNote';
import { withWords } from './withWords';

// What nobody else sees comes only to those whose own it is.
const RematchButton = lazy(withWords(() => import('./RematchButton')));
const PauseCard = lazy(withWords(() => import('./PauseCard')));
const EnrolmentWishes = lazy(withWords(() => import('./EnrolmentWishes')));

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
  const own = useMe().id === enrolment.person_id;
  const coordinates = useCan('run_rounds');
  const draft = enrolment.state === 'draft';
  const about = { name: enrolment.person_name, cycle: cycle.name };
  const enrolled = enrolment.state === 'enrolled';
  const back = `/cycles/${enrolment.cycle_id}`;
  const [leaving, setLeaving] = useState(false);
  const refresh = () =>
    Promise.all(
      [
        ['enrolment', enrolment_id],
        ['enrolments', enrolment.cycle_id],
        ['cycle', enrolment.cycle_id],
        myEnrolmentsQuery.queryKey,
      ].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  const withdraw = async () => {
    await withdrawEnrolment({ path: { id: enrolment_id } });
    notify({
      tone: 'done',
      text: draft
        ? t('matching.draft.discarded')
        : t('matching.withdraw.done', { name: enrolment.person_name }),
    });
    await refresh();
  };
  const form = useAppForm<EnrolmentValues>({
    schema,
    defaults: asValues(enrolment),
    submit: async (values) => {
      const body = asChange(values);
      await updateEnrolment({ path: { id: enrolment_id }, headers: ifMatch(read), body });
      try {
        if (draft) await submitEnrolment({ path: { id: enrolment_id } });
      } finally {
        // The draft is kept even where sending it is refused; the next try must know its new version.
        await refresh();
      }
      notify({
        tone: 'done',
        text: draft ? t('matching.enrol.done', about) : t('matching.enrolment.saved'),
      });
      await navigate({ to: back });
    },
  });
  const keep = useMutation({
    mutationFn: () =>
      updateEnrolment({
        path: { id: enrolment_id },
        headers: ifMatch(read),
        body: asDraft(form.form.getValues()),
      }),
    onSuccess: async () => {
      await refresh();
      notify({ tone: 'done', text: t('matching.draft.kept') });
    },
  });
  const gone = enrolment.state === 'withdrawn' ? t('matching.enrolment.gone') : undefined;
  return (
    <>
      <PageHeader
        title={enrolment.person_name}
        badge={
          <Badge tone={draft ? 'attention' : 'good'}>
            {t(draft ? 'matching.enrolment.draft' : `matching.role.${enrolment.role}`)}
          </Badge>
        }
        lead={t('matching.enrolment.lead', { cycle: cycle.name, region: enrolment.region_name })}
        actions={
          <>
            {coordinates && enrolled && !own && (
              <Suspense>
                <RematchButton enrolment={enrolment} />
              </Suspense>
            )}
            <Button onPress={() => setLeaving(true)} disabledReason={gone}>
              {t(draft ? 'matching.draft.discard' : 'matching.withdraw.action')}
            </Button>
          </>
        }
      />
      <Stack gap="l">
        <NotReadyNote enrolment={enrolment} />
        <Card>
          <AppForm
            form={form}
            submitLabel={t(draft ? 'matching.draft.send' : 'action.save')}
            disabledReason={gone}
            secondary={
              <>
                {draft && (
                  <Button pending={keep.isPending} onPress={() => keep.mutate()}>
                    {t('matching.draft.keep')}
                  </Button>
                )}
                <ButtonLink to={back} tone="quiet">
                  {t('action.cancel')}
                </ButtonLink>
              </>
            }
          >
            {keep.error && <ErrorState error={keep.error} focusOnMount />}
            <EnrolmentFields spoken={enrolment.languages} zone={enrolment.time_zone} />
          </AppForm>
        </Card>
        {enrolled && enrolment.role === 'mentor' && (
          <Suspense>
            <PauseCard enrolment={enrolment} own={own} onChange={refresh} />
          </Suspense>
        )}
        {own && enrolment.state !== 'withdrawn' && (
          <Suspense>
            <EnrolmentWishes enrolment={enrolment} />
          </Suspense>
        )}
      </Stack>
      <ConfirmDialog
        open={leaving}
        title={t(draft ? 'matching.draft.discard_ask' : 'matching.withdraw.title', about)}
        loses={
          <p>
            {draft
              ? t('matching.draft.loses', about)
              : t('matching.withdraw.loses', { ...about, held: enrolment.seats_held })}
          </p>
        }
        confirmLabel={t(draft ? 'matching.draft.discard' : 'matching.withdraw.action')}
        onClose={() => setLeaving(false)}
        onConfirm={withdraw}
      />
    </>
  );
}
