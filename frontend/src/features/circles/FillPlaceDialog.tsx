// Filling a place of an open circle: those who could come now, who waits longest first. Whoever is chosen is asked by mail.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addCirclePlace, type CircleCandidate, type CircleView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Skeleton } from '../../shared/ui/Skeleton';
import { neededFirst } from './circles';
import { candidatesQuery, useCirclesChanged } from './data';
import { Refusals } from './Refusals';
import { type Refusal, refusalsIn } from './words';

const schema = z.object({ enrolment_id: z.string().check(z.minLength(1)) });

interface FillPlaceDialogProps {
  circle: CircleView;
  onClose: () => void;
}

export default function FillPlaceDialog({ circle, onClose }: FillPlaceDialogProps) {
  const t = useT();
  const { data, error, refetch } = useQuery(candidatesQuery(circle.id));
  return (
    <Dialog open title={t('circles.fill.title', { circle: circle.name })} onClose={onClose}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton lines={4} />}
      {data && data.candidates.length === 0 && (
        <>
          <p>{t('circles.fill.nobody')}</p>
          <DialogActions>
            <Button onPress={onClose}>{t('action.close')}</Button>
          </DialogActions>
        </>
      )}
      {data && data.candidates.length > 0 && (
        <Choosing circle={circle} candidates={data.candidates} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface ChoosingProps extends FillPlaceDialogProps {
  candidates: readonly CircleCandidate[];
}

function Choosing({ circle, candidates, onClose }: ChoosingProps) {
  const t = useT();
  const changed = useCirclesChanged();
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  const [asked, setAsked] = useState('');
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { enrolment_id: '' },
    submit: async (body) => {
      const who = candidates.find(({ enrolment_id }) => enrolment_id === body.enrolment_id);
      const name = who?.person_name ?? '';
      setAsked(name);
      setRefused([]);
      try {
        await addCirclePlace({ path: { id: circle.id }, body });
        onClose();
        notify({ tone: 'done', text: t('circles.fill.done', { name, circle: circle.name }) });
        await changed();
      } catch (error) {
        const against = refusalsIn(error);
        if (against.length === 0) throw error;
        setRefused(against);
      }
    },
  });
  const option = (one: CircleCandidate) => ({
    value: one.enrolment_id,
    label: t(one.points === null ? 'circles.fill.mentor' : 'circles.fill.mentee', {
      name: one.person_name,
      region: one.region_name,
      stage: t(`circles.stage.${one.career_stage}`),
      points: one.points ?? 0,
    }),
  });
  return (
    <AppForm
      form={form}
      submitLabel={t('circles.fill.confirm')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <p>{t('circles.fill.lead')}</p>
      <Refusals refused={refused} name={asked} />
      <Select
        name="enrolment_id"
        label={t('circles.person')}
        options={neededFirst(circle, candidates).map(option)}
      />
    </AppForm>
  );
}
