// A name of one's own for a circle, instead of a number.

import { type CircleView, renameCircle } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { useCirclesChanged } from './data';

const schema = z.object({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)) });

export default function RenameDialog(props: { circle: CircleView; onClose: () => void }) {
  const { circle, onClose } = props;
  const t = useT();
  const changed = useCirclesChanged();
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { name: circle.name },
    submit: async ({ name }) => {
      await renameCircle({ path: { id: circle.id }, headers: ifVersion(circle), body: { name } });
      onClose();
      notify({ tone: 'done', text: t('circles.rename.done', { name }) });
      await changed();
    },
  });
  return (
    <Dialog open title={t('circles.rename.title', { name: circle.name })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField
          name="name"
          label={t('circles.rename.name')}
          description={t('circles.rename.help')}
        />
      </AppForm>
    </Dialog>
  );
}
