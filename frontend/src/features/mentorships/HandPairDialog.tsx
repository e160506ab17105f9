// A pair made by hand: choose the two, see at once what stands in the way, then begin. Both are told by mail.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useWatch } from 'react-hook-form';
import {
  type CycleView,
  createPairing,
  type EnrolmentRole,
  type EnrolmentView,
  listEnrolments,
} from '../../gen';
import { everyPage } from '../../shared/api/everyPage';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { DateField } from '../../shared/form/DateField';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Skeleton } from '../../shared/ui/Skeleton';
import { pairingChanged } from './data';
import { HandCheck, useHandCheck } from './HandCheck';
import { cyclesQuery } from './regions';

const schema = z.object({
  cycle_id: z.string().check(z.minLength(1)),
  mentor_enrolment_id: z.string().check(z.minLength(1)),
  mentee_enrolment_id: z.string().check(z.minLength(1)),
  ends_on: z.nullable(z.string()),
  despite_veto: z.boolean(),
  reason: z.string().check(z.trim(), z.maxLength(1000)),
});

export default function HandPairDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { data, error, refetch } = useQuery(cyclesQuery);
  return (
    <Dialog open title={t('mentorships.hand.action')} onClose={onClose}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={4} />}
      {data && <HandPairForm cycles={data} onClose={onClose} />}
    </Dialog>
  );
}

interface HandPairFormProps {
  cycles: readonly CycleView[];
  onClose: () => void;
}

function HandPairForm({ cycles: all, onClose }: HandPairFormProps) {
  const t = useT();
  const navigate = useNavigate();
  const cycles = all.filter(({ state }) => state === 'matching' || state === 'mentoring');
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { ends_on: null, despite_veto: false, reason: '' },
    submit: async ({ despite_veto, reason, ...pair }) => {
      const { mentor_enrolment_id, mentee_enrolment_id, ends_on } = pair;
      const knowing = despite_veto ? { despite_veto, reason } : {};
      const body = { mentor_enrolment_id, mentee_enrolment_id, ends_on, ...knowing };
      const { data } = await createPairing({ body });
      await pairingChanged(data.id);
      notify({ tone: 'done', text: t('mentorships.hand.done') });
      onClose();
      await navigate({ to: `/pairings/${data.id}` });
    },
  });
  const { control, setValue } = form.form;
  const cycle = useWatch({ control, name: 'cycle_id' });
  const mentor = useWatch({ control, name: 'mentor_enrolment_id' });
  const mentee = useWatch({ control, name: 'mentee_enrolment_id' });
  const vetoed = Boolean(useHandCheck(mentor, mentee).data?.warnings.length);
  const enrolments = useEnrolments(cycle);
  const options = useOptions(enrolments.data ?? []);
  // Who is enrolled in one cycle is not in the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another cycle is what empties both
  useEffect(() => {
    setValue('mentor_enrolment_id', '');
    setValue('mentee_enrolment_id', '');
  }, [cycle, setValue]);
  // One veto is acknowledged, not whatever comes next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pair is what takes it back
  useEffect(() => setValue('despite_veto', false), [mentor, mentee, setValue]);
  return (
    <AppForm
      form={form}
      submitLabel={t('mentorships.hand.submit')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <p>{t('mentorships.hand.lead')}</p>
      <Select
        name="cycle_id"
        label={t('mentorships.cycle')}
        description={
          cycles.length === 0 ? t('mentorships.hand.no_cycle') : t('mentorships.hand.cycle_help')
        }
        options={cycles.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {enrolments.error && (
        <ErrorState error={enrolments.error} onRetry={() => void enrolments.refetch()} />
      )}
      {cycle && !enrolments.data && !enrolments.error && <Skeleton lines={4} />}
      {cycle && enrolments.data && (
        <>
          <Select
            name="mentee_enrolment_id"
            label={t('mentorships.mentee')}
            description={t('mentorships.hand.mentee_help')}
            options={options('mentee')}
          />
          <Select
            name="mentor_enrolment_id"
            label={t('mentorships.mentor')}
            description={t('mentorships.hand.mentor_help')}
            options={options('mentor')}
          />
          {mentor && mentee && <HandCheck mentor={mentor} mentee={mentee} />}
          {vetoed && (
            <>
              <Checkbox name="despite_veto" label={t('mentorships.hand.despite_veto')} />
              <TextField
                name="reason"
                label={t('mentorships.hand.despite_reason')}
                description={t('mentorships.hand.despite_reason_help')}
              />
            </>
          )}
          <DateField
            name="ends_on"
            required={false}
            label={t('mentorships.until')}
            description={t('mentorships.hand.until_help')}
          />
        </>
      )}
    </AppForm>
  );
}

/**
 * By name; mentees who have a mentor come last and say so. Whether a mentor is full is not said, since the check does not
 * tell that from what is confidential.
 */
function useOptions(enrolled: readonly EnrolmentView[]) {
  const t = useT();
  return (role: EnrolmentRole) =>
    enrolled
      .filter((each) => each.role === role)
      .map((each) => ({ ...each, full: role === 'mentee' && each.seats_held >= each.capacity }))
      .sort((a, b) => Number(a.full) - Number(b.full) || a.person_name.localeCompare(b.person_name))
      .map(({ id, person_name, region_name, full }) => ({
        value: id,
        label: t(full ? 'mentorships.hand.full' : 'mentorships.hand.free', {
          name: person_name,
          region: region_name,
        }),
      }));
}

const useEnrolments = (cycle: string | undefined) =>
  useQuery({
    queryKey: ['enrolments', 'by-hand', cycle],
    enabled: Boolean(cycle),
    queryFn: ({ signal }) =>
      everyPage(async (query) =>
        listEnrolments({
          path: { id: cycle ?? '' },
          query: { ...query, state: 'enrolled' },
          signal,
        }),
      ),
  });
