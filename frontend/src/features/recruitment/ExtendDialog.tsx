// A published opening gets more time or clearer words; all else stays as people have read it.
import { type OpeningDetail, updateOpening } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { OpeningWords, openingFields } from './OpeningFields';
import { recruitmentChanged } from './queries';

interface ExtendDialogProps {
  opening: OpeningDetail;
  onClose: () => void;
}

const schema = z.object({
  title: openingFields.title,
  description: openingFields.description,
  closes_on: openingFields.closes_on,
});

export function ExtendDialog({ opening, onClose }: ExtendDialogProps) {
  const t = useT();
  const { title, description, closes_on } = opening;
  const form = useAppForm({
    schema,
    defaults: { title, description, closes_on },
    submit: async (body) => {
      await updateOpening({ path: { id: opening.id }, headers: ifVersion(opening), body });
      await recruitmentChanged();
      notify({ tone: 'done', text: t('recruitment.extend.done', { title: body.title }) });
      onClose();
    },
  });
  return (
    <Dialog open title={t('recruitment.extend.title', { title })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('recruitment.extend.means')}</p>
        <DateField
          name="closes_on"
          label={t('recruitment.edit.closes')}
          description={t('recruitment.extend.closes_help')}
        />
        <OpeningWords />
      </AppForm>
    </Dialog>
  );
}
