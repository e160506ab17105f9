// Writing a note: who reads it stands above the words.

import { createNote, type NoteKind, type NoteView, type PairingView, updateNote } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { queryClient } from '../../shared/api/queryClient';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { otherName } from './viewer';

const schema = z.object({ body: z.string().check(z.trim(), z.minLength(1), z.maxLength(10_000)) });

interface NoteDialogProps {
  pairing: PairingView;
  kind: NoteKind;
  note?: NoteView | undefined;
  onClose: () => void;
}

export default function NoteDialog({ pairing, kind, note, onClose }: NoteDialogProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: { body: note?.body ?? '' },
    submit: async ({ body }) => {
      if (note)
        await updateNote({ path: { id: note.id }, headers: ifVersion(note), body: { body } });
      else await createNote({ path: { id: pairing.id }, body: { kind, body } });
      await queryClient.invalidateQueries({ queryKey: ['notes', pairing.id, kind] });
      notify({ tone: 'done', text: t('mentorships.note.saved') });
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={t(note ? 'mentorships.note.change_title' : `mentorships.note.write.${kind}`)}
      onClose={onClose}
    >
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextArea
          name="body"
          rows={7}
          label={t(`mentorships.note.body.${kind}`)}
          description={t(`mentorships.notes.readers_long.${kind}`, { name: otherName(pairing) })}
        />
      </AppForm>
    </Dialog>
  );
}
