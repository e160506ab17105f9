// A confidential concern: who reads it, by name, and who never does, stands before the words. The receipt names the readers.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { type ConcernPerson, createConcern, type PairingView, type RaisedConcern } from '../../gen';
import { queryClient } from '../../shared/api/queryClient';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useIntl } from '../../shared/i18n/intl';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { concernPeopleQuery } from './data';

const ELSE = 'else';
const schema = z.object({
  about_person_id: z.string().check(z.minLength(1)),
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(8000)),
});

interface ConcernDialogProps {
  pairing: PairingView;
  onClose: () => void;
}

export default function ConcernDialog({ pairing, onClose }: ConcernDialogProps) {
  const t = useT();
  const [sent, setSent] = useState<RaisedConcern | null>(null);
  return (
    <Dialog open alert title={t('mentorships.concern.title')} onClose={onClose}>
      {sent ? (
        <Sent receipt={sent} onClose={onClose} />
      ) : (
        <ConcernForm pairing={pairing} onSent={setSent} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface ConcernFormProps extends ConcernDialogProps {
  onSent: (receipt: RaisedConcern) => void;
}

function ConcernForm({ pairing, onSent, onClose }: ConcernFormProps) {
  const t = useT();
  const { people, readers } = useSuspenseQuery(concernPeopleQuery(pairing.id)).data;
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { text: '' },
    submit: async ({ about_person_id: about, text }) => {
      const about_person_id = about === ELSE ? null : about;
      const body = { pairing_id: pairing.id, about_person_id, text };
      onSent((await createConcern({ body })).data);
      await queryClient.invalidateQueries({ queryKey: ['my-concerns'] });
    },
  });
  const about = useWatch({ control: form.form.control, name: 'about_person_id' });
  const chosen = about === ELSE ? readers : people.find(({ id }) => id === about)?.readers;
  const label = ({ kind, name }: ConcernPerson) =>
    kind === 'other_of_the_pair' ? name : t(`mentorships.concern.person.${kind}`, { name });
  return (
    <AppForm
      form={form}
      submitLabel={t('mentorships.concern.send')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <p>{t('mentorships.concern.who')}</p>
      <RadioGroup
        name="about_person_id"
        label={t('mentorships.concern.about')}
        options={[
          ...people.map((person) => ({ value: person.id, label: label(person) })),
          { value: ELSE, label: t('mentorships.concern.about_else') },
        ]}
      />
      {chosen && <Readers names={chosen} />}
      <TextArea
        name="text"
        rows={7}
        label={t('mentorships.concern.text')}
        description={t('mentorships.concern.text_help')}
      />
    </AppForm>
  );
}

function Readers({ names }: { names: readonly string[] }) {
  const t = useT();
  const intl = useIntl();
  return (
    <p role="status">
      {names.length > 0
        ? t('mentorships.concern.readers', { names: intl.formatList(names), count: names.length })
        : t('mentorships.concern.readers_none')}
    </p>
  );
}

function Sent({ receipt, onClose }: { receipt: RaisedConcern; onClose: () => void }) {
  const t = useT();
  const intl = useIntl();
  return (
    <>
      <p role="status">
        {t('mentorships.concern.sent', {
          names: intl.formatList(receipt.recipients),
          count: receipt.recipients.length,
        })}
      </p>
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {t('action.close')}
        </Button>
      </DialogActions>
    </>
  );
}
