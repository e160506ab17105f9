// More time for two who want to go on: a month, three, six, or another day.
import { useWatch } from 'react-hook-form';
import { extendPairing, type PairingView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { pairingChanged } from './data';
import { extendMost, extensions } from './days';

const OTHER = 'other';
const schema = z.object({ way: z.string(), ends_on: z.nullable(z.string()) });

interface ExtendDialogProps {
  pairing: Pick<PairingView, 'id' | 'started_on' | 'ends_on' | 'mentee_name' | 'mentor_name'>;
  onClose: () => void;
}

export default function ExtendDialog({ pairing, onClose }: ExtendDialogProps) {
  const t = useT();
  const dates = useDates();
  const ways = extensions(pairing.started_on, pairing.ends_on);
  const usual = ways.find(({ months }) => months === 3) ?? ways.at(-1);
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { way: usual?.ends_on ?? OTHER, ends_on: null },
    submit: async ({ way, ends_on }) => {
      const until = way === OTHER ? ends_on : way;
      if (!until) {
        form.form.setError('ends_on', { message: 'form.required' }, { shouldFocus: true });
        return;
      }
      await extendPairing({ path: { id: pairing.id }, body: { ends_on: until } });
      await pairingChanged(pairing.id);
      notify({ tone: 'done', text: t('mentorships.extend.done', { day: dates.date(until) }) });
      onClose();
    },
  });
  const way = useWatch({ control: form.form.control, name: 'way' });
  return (
    <Dialog open title={t('mentorships.extend.title')} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('mentorships.extend.action')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>
          {t('mentorships.extend.lead', {
            mentee: pairing.mentee_name,
            mentor: pairing.mentor_name,
            day: dates.date(pairing.ends_on),
          })}
        </p>
        <RadioGroup
          name="way"
          label={t('mentorships.extend.by')}
          options={[
            ...ways.map(({ months, ends_on }) => ({
              value: ends_on,
              label: t('mentorships.extend.months', { months, day: dates.date(ends_on) }),
            })),
            { value: OTHER, label: t('mentorships.extend.other') },
          ]}
        />
        {way === OTHER && (
          <DateField
            name="ends_on"
            label={t('mentorships.until')}
            description={t('mentorships.extend.most', {
              day: dates.date(extendMost(pairing.started_on)),
            })}
          />
        )}
      </AppForm>
    </Dialog>
  );
}
