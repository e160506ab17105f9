// Deciding against an application: why, and whether the applicant is told.
import { declineApplication } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { useApplicant } from './applicant';
import { type DecisionProps, reason } from './decision';
import { recruitmentChanged } from './queries';

const declineSchema = z.object({ reason, tell_applicant: z.boolean() });

export function DeclineDialog({ application, onClose }: DecisionProps) {
  const t = useT();
  const { id } = application;
  const name = useApplicant()(application);
  const form = useAppForm({
    schema: declineSchema,
    defaults: { reason: '', tell_applicant: true },
    submit: async (body) => {
      await declineApplication({ path: { id }, body });
      await recruitmentChanged();
      notify({ tone: 'done', text: t('recruitment.decline.done', { name }) });
      onClose();
    },
  });
  return (
    <Dialog open alert title={t('recruitment.decline.title', { name })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('recruitment.decline.act')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('recruitment.decline.means')}</p>
        {application.offer?.state === 'open' && <p>{t('recruitment.decline.takes_back')}</p>}
        <TextArea
          name="reason"
          rows={3}
          label={t('recruitment.reason')}
          description={t('recruitment.reason_help')}
        />
        <Checkbox
          name="tell_applicant"
          label={t('recruitment.decline.tell')}
          description={t('recruitment.decline.tell_help')}
        />
      </AppForm>
    </Dialog>
  );
}
