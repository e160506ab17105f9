// Ends a term before its day: the coordinator resigns, or the task force ends it. It names what ends, and from when.
import { useQueryClient } from '@tanstack/react-query';
import { endTerm, resignTerm, type TermView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { todayInUtc } from '../../shared/i18n/days';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { networkChanged, REASONS } from './changing';

const schema = z.object({
  kind: z.enum(['resigned', 'removed']),
  ends_on: z.string().check(z.minLength(1)),
  reason: z.enum(REASONS),
  note: z.string().check(z.maxLength(4000)),
});

interface EndTermDialogProps {
  term: TermView;
  /** The coordinator's own term: they resign. */
  own?: boolean;
  onClose: () => void;
}

export default function EndTermDialog({ term, own = false, onClose }: EndTermDialogProps) {
  const t = useT();
  const dates = useDates();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { kind: own ? 'resigned' : 'removed', ends_on: todayInUtc(), note: '' },
    submit: async ({ kind, reason, ends_on, note }) => {
      const body = { reason, ends_on, note: note.trim() || null };
      const path = { id: term.id };
      await (own ? resignTerm({ path, body }) : endTerm({ path, body: { ...body, kind } }));
      await networkChanged(queries);
      notify({
        tone: 'done',
        text: t('network.end.done', { name: term.person_name, day: dates.date(ends_on) }),
      });
      onClose();
    },
  });
  const title = own ? t('network.end.resign') : t('network.end.title', { name: term.person_name });
  return (
    <Dialog title={title} open onClose={onClose} alert>
      <p>
        {t('network.end.means', {
          region: term.region_name,
          until: dates.date(term.ends_on),
          renewed: term.renewal_id ? 'yes' : 'no',
        })}
      </p>
      <AppForm
        form={form}
        submitLabel={own ? t('network.end.resign') : t('network.end.action')}
        secondary={<Button onPress={onClose}>{t('action.keep')}</Button>}
      >
        {!own && (
          <RadioGroup
            name="kind"
            label={t('network.end.how')}
            options={(['removed', 'resigned'] as const).map((value) => ({
              value,
              label: t(`network.end.kind.${value}`),
            }))}
          />
        )}
        <DateField
          name="ends_on"
          label={t('network.end.day')}
          description={t('network.end.day_help')}
        />
        <Select
          name="reason"
          label={t('network.end.reason')}
          options={REASONS.map((value) => ({ value, label: t(`network.end.reason.${value}`) }))}
        />
        <TextArea
          name="note"
          rows={3}
          required={false}
          label={t('network.end.note')}
          description={t('network.end.note_help')}
        />
      </AppForm>
    </Dialog>
  );
}
