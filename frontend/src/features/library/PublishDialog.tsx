// Publishing the next version; from the second on it says what has changed.
import { publishResource, type ResourceView } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';

interface PublishDialogProps {
  resource: ResourceView;
  onClose: () => void;
  onPublished: (number: number) => Promise<unknown>;
}

const first = z.object({ change_note: z.string().check(z.maxLength(1000)) });
const later = z.object({
  change_note: z.string().check(z.trim(), z.minLength(1), z.maxLength(1000)),
});

export function PublishDialog({ resource, onClose, onPublished }: PublishDialogProps) {
  const t = useT();
  const next = resource.number + 1;
  const form = useAppForm({
    schema: resource.number > 0 ? later : first,
    defaults: { change_note: '' },
    submit: async ({ change_note }) => {
      await publishResource({
        path: { id: resource.id },
        body: { change_note: change_note.trim() || null },
      });
      await onPublished(next);
      onClose();
    },
  });
  return (
    <Dialog title={t('library.publish_as', { number: next })} open onClose={onClose}>
      <p>{t('library.publish_lead', { title: resource.title })}</p>
      <AppForm
        form={form}
        submitLabel={t('library.publish')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextArea
          name="change_note"
          rows={3}
          required={resource.number > 0}
          label={t('library.change_note')}
          description={t('library.change_note_help')}
        />
      </AppForm>
    </Dialog>
  );
}
