// Bringing somebody to another circle, or to one at all. What stands against it is said in words, and another can be chosen.
import { useState } from 'react';
import { addCirclePlace, type CirclePlace, type CircleView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { menteesOf, targetsFor } from './circles';
import { useCirclesChanged } from './data';
import { Refusals } from './Refusals';
import { type Refusal, refusalsIn } from './words';

const schema = z.object({ circle_id: z.string().check(z.minLength(1)) });

interface MoveDialogProps {
  person: Pick<CirclePlace, 'enrolment_id' | 'person_name'> & { role?: CirclePlace['role'] };
  /** Where they sit now; without it they have no place. */
  from?: CircleView;
  circles: readonly CircleView[];
  onClose: () => void;
}

export default function MoveDialog({ person, from, circles, onClose }: MoveDialogProps) {
  const t = useT();
  const changed = useCirclesChanged();
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  const { enrolment_id, person_name: name, role } = person;
  const targets = targetsFor(circles, role, from?.id);
  const asks = circles.some(({ state }) => state === 'open');
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { circle_id: '' },
    submit: async ({ circle_id: id }) => {
      setRefused([]);
      try {
        const { data } = await addCirclePlace({ path: { id }, body: { enrolment_id } });
        onClose();
        notify({ tone: 'done', text: t('circles.move.done', { name, circle: data.name }) });
        await changed();
      } catch (error) {
        const against = refusalsIn(error);
        if (against.length === 0) throw error;
        setRefused(against);
      }
    },
  });
  const options = targets.map((circle) => ({
    value: circle.id,
    label: t('circles.move.option', {
      circle: circle.name,
      count: menteesOf(circle).length,
      most: circle.size_most,
    }),
  }));
  return (
    <Dialog
      open
      title={t(from ? 'circles.move.title' : 'circles.put.title', { name })}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t(from ? 'circles.move.confirm' : 'circles.put.confirm')}
        disabledReason={options.length === 0 ? t('circles.move.nowhere') : undefined}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>
          {asks
            ? t('circles.put.asks', { name })
            : from
              ? t(`circles.move.lead_${role ?? 'mentee'}`, { name, circle: from.name })
              : t('circles.put.lead', { name })}
        </p>
        <Refusals refused={refused} name={name} />
        <Select
          name="circle_id"
          label={t('circles.circle')}
          description={role === 'mentee' && t('circles.move.help')}
          options={options}
        />
      </AppForm>
    </Dialog>
  );
}
