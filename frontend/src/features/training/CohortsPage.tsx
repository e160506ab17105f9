// Every cohort, the latest first, with how many have completed; the place to begin a new one.
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { type CohortView, createCohort, listCohorts } from '../../gen';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { Dialog } from '../../shared/ui/Dialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { trainingChanged } from './queries';

export default function CohortsPage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const [making, setMaking] = useState(false);
  const manages = useCan('manage_training');
  const off = useDisabledReason('manage_training');
  const make = (
    <Button tone="primary" disabledReason={off} onPress={() => setMaking(true)}>
      {t('training.cohorts.new')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('training.nav.cohorts')}
        lead={t('training.cohorts.lead')}
        actions={make}
      />
      <PagedList<CohortView>
        queryKey={['training', 'cohorts']}
        read={async (page, signal) => (await listCohorts({ query: page, signal })).data}
        label={t('training.nav.cohorts')}
        empty={
          <EmptyState
            title={t('training.cohorts.empty')}
            next={t(manages ? 'training.cohorts.empty_next' : 'training.cohorts.empty_others')}
          />
        }
      >
        {(cohorts) => (
          <DataTable
            caption={t('training.nav.cohorts')}
            captionHidden
            rows={cohorts}
            rowKey={(cohort) => cohort.id}
            columns={[
              {
                id: 'name',
                header: t('training.cohort'),
                cell: (cohort) => (
                  <AppLink to="/cohorts/$cohort_id" params={{ cohort_id: cohort.id }}>
                    {cohort.name}
                  </AppLink>
                ),
              },
              {
                id: 'when',
                header: t('training.when'),
                cell: (cohort) =>
                  t('training.from_to', {
                    from: dates.date(cohort.starts_on),
                    to: dates.date(cohort.ends_on),
                  }),
              },
              {
                id: 'members',
                header: t('training.completed'),
                cell: (cohort) =>
                  t('training.of', {
                    part: number(cohort.completed_count),
                    whole: number(cohort.member_count),
                  }),
                numeric: true,
              },
              {
                id: 'sessions',
                header: t('training.sessions'),
                cell: (cohort) => number(cohort.session_count),
                numeric: true,
              },
              {
                id: 'requirements',
                header: t('training.requirements'),
                cell: (cohort) => number(cohort.requirement_count),
                numeric: true,
              },
            ]}
            empty={null}
          />
        )}
      </PagedList>
      {making && <NewCohort onClose={() => setMaking(false)} />}
    </>
  );
}

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  description: z.string().check(z.maxLength(5000)),
  starts_on: z.string().check(z.minLength(1)),
  ends_on: z.string().check(z.minLength(1)),
});

function NewCohort({ onClose }: { onClose: () => void }) {
  const t = useT();
  const router = useRouter();
  const form = useAppForm({
    schema,
    defaults: { name: '', description: '' },
    submit: async (body) => {
      const { data } = await createCohort({ body });
      await trainingChanged();
      notify({ tone: 'done', text: t('training.cohorts.made', { name: data.name }) });
      router.history.push(`/cohorts/${data.id}`);
    },
  });
  return (
    <Dialog open title={t('training.cohorts.new')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('training.cohorts.make')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField
          name="name"
          label={t('training.cohorts.name')}
          description={t('training.cohorts.name_help')}
        />
        <TextArea name="description" rows={3} required={false} label={t('training.description')} />
        <DateField name="starts_on" label={t('training.starts')} />
        <DateField name="ends_on" label={t('training.ends')} />
      </AppForm>
    </Dialog>
  );
}
