// Stepping back from reviewing an application: what happens is said first, and a reason goes to those who decide.
import { useRouter } from '@tanstack/react-router';
import { type ApplicationView, recuseFromApplication } from '../../gen';
import { queryClient } from '../../shared/api/queryClient';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { Points } from '../../shared/ui/Points';
import { useApplicant } from './applicant';

interface RecuseDialogProps {
  application: ApplicationView;
  onClose: () => void;
  onRecused: () => void;
}

const schema = z.object({
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
});

export function RecuseDialog({ application, onClose, onRecused }: RecuseDialogProps) {
  const t = useT();
  const router = useRouter();
  const name = useApplicant()(application);
  const form = useAppForm({
    schema,
    defaults: { reason: '' },
    submit: async (body) => {
      await recuseFromApplication({ path: { id: application.id }, body });
      onRecused();
      // The application is out of sight: what still shows it must not ask for it again.
      await queryClient.invalidateQueries({ queryKey: ['recruitment'], refetchType: 'none' });
      notify({ tone: 'done', text: t('recruitment.recuse.done', { name }) });
      router.history.push('/reviews');
    },
  });
  return (
    <Dialog open alert title={t('recruitment.recuse.title', { name })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('recruitment.recuse.act')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('recruitment.recuse.means')}</p>
        <Points>
          <li>{t('recruitment.recuse.means_sight')}</li>
          <li>{t('recruitment.recuse.means_somebody')}</li>
          <li>{t('recruitment.recuse.means_back')}</li>
        </Points>
        <TextArea
          name="reason"
          rows={3}
          label={t('recruitment.reason')}
          description={t('recruitment.recuse.reason_help')}
        />
      </AppForm>
    </Dialog>
  );
}
