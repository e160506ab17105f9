// 'Not now, until': from which day on the mentor takes somebody again, or until they say so.
import { useWatch } from 'react-hook-form';
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
import { pauseUntil } from './mentorPause';

const WAYS = ['day', 'open'] as const;
const schema = z.object({ how: z.enum(WAYS), until: z.nullable(z.string()) }).check(
  z.refine(({ how, until }) => how === 'open' || Boolean(until), {
    path: ['until'],
    error: 'form.required',
  }),
);

interface PauseMentorDialogProps {
  enrolment: string;
  name: string;
  own: boolean;
  onPaused: () => Promise<unknown>;
  onClose: () => void;
}

export default function PauseMentorDialog(props: PauseMentorDialogProps) {
  const { enrolment, name, own, onPaused, onClose } = props;
  const t = useT();
  const dates = useDates();
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { how: 'day', until: null },
    submit: async ({ how, until }) => {
      const last = how === 'day' ? until : null;
      await pauseUntil(enrolment, last);
      notify({
        tone: 'done',
        text: last
          ? t('matching.pause.done_until', { day: dates.date(last) })
          : t('matching.pause.done'),
      });
      await onPaused();
      onClose();
    },
  });
  const how = useWatch({ control: form.form.control, name: 'how' });
  return (
    <Dialog
      open
      title={t(`matching.pause.title.${own ? 'own' : 'other'}`, { name })}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t('matching.pause.action')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('matching.pause.means')}</p>
        <RadioGroup
          name="how"
          label={t('matching.pause.how')}
          options={WAYS.map((value) => ({ value, label: t(`matching.pause.how.${value}`) }))}
        />
        {how === 'day' && (
          <DateField
            name="until"
            label={t('matching.pause.until')}
            description={t('matching.pause.until_help')}
          />
        )}
      </AppForm>
    </Dialog>
  );
}
