// Setting a written review aside, when a conflict is found later: what that means is said first, and the reason is kept.
import { type ApplicationView, type AssignmentView, setReviewAside } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { useApplicant } from './applicant';
import { recruitmentChanged } from './queries';

interface SetAsideDialogProps {
  assignment: AssignmentView;
  application: ApplicationView;
  onClose: () => void;
}

const schema = z.object({
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
});

export function SetAsideDialog({ assignment, application, onClose }: SetAsideDialogProps) {
  const t = useT();
  const called = useApplicant();
  const values = { name: assignment.reviewer_name, application: called(application) };
  const form = useAppForm({
    schema,
    defaults: { reason: '' },
    submit: async (body) => {
      await setReviewAside({ path: { id: assignment.id }, headers: ifVersion(assignment), body });
      await recruitmentChanged();
      notify({ tone: 'done', text: t('recruitment.aside.done', values) });
      onClose();
    },
  });
  return (
    <Dialog open alert title={t('recruitment.aside.title', values)} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('recruitment.aside.act')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('recruitment.aside.means', values)}</p>
        <TextArea
          name="reason"
          rows={3}
          label={t('recruitment.reason')}
          description={t('recruitment.aside.reason_help')}
        />
      </AppForm>
    </Dialog>
  );
}
