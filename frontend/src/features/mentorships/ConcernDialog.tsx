// A confidential concern: who may read it, and who never does, stands before the words. The receipt names the readers.
import { useState } from 'react';
import { createConcern, type PairingView, type RaisedConcern } from '../../gen';
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
import { otherName } from './viewer';

const ELSE = 'else';
const schema = z.object({
  about: z.string().check(z.minLength(1)),
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
  const other = pairing.my_side === 'mentor' ? pairing.mentee_id : pairing.mentor_id;
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { text: '' },
    submit: async ({ about, text }) => {
      const about_person_id = about === ELSE ? null : about;
      const body = { pairing_id: pairing.id, about_person_id, text };
      onSent((await createConcern({ body })).data);
      await queryClient.invalidateQueries({ queryKey: ['my-concerns'] });
    },
  });
  return (
    <AppForm
      form={form}
      submitLabel={t('mentorships.concern.send')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <p>{t('mentorships.concern.who')}</p>
      <RadioGroup
        name="about"
        label={t('mentorships.concern.about')}
        options={[
          { value: other, label: otherName(pairing) },
          { value: ELSE, label: t('mentorships.concern.about_else') },
        ]}
      />
      <TextArea
        name="text"
        rows={7}
        label={t('mentorships.concern.text')}
        description={t('mentorships.concern.text_help')}
      />
    </AppForm>
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
