// A conflict that the network cannot know: this reviewer must not review this application.
import { useQuery } from '@tanstack/react-query';
import { type ApplicationView, declareConflict } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { useApplicant } from './applicant';
import { recruitmentChanged } from './queries';
import { reviewersQuery } from './reviewQueries';

interface DeclareConflictProps {
  application: ApplicationView;
  onClose: () => void;
}

const schema = z.object({
  reviewer_id: z.string().check(z.minLength(1)),
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
});

export function DeclareConflict({ application, onClose }: DeclareConflictProps) {
  const t = useT();
  const name = useApplicant()(application);
  const { data: reviewers } = useQuery(reviewersQuery(application.opening_id));
  const form = useAppForm({
    schema,
    defaults: { reviewer_id: '', reason: '' },
    submit: async (body) => {
      await declareConflict({ path: { id: application.id }, body });
      await recruitmentChanged();
      notify({ tone: 'done', text: t('recruitment.conflict.declared') });
      onClose();
    },
  });
  const options = (reviewers?.items ?? []).map(({ reviewer_id, reviewer_name, email }) => ({
    value: reviewer_id,
    label: `${reviewer_name} (${email})`,
  }));
  return (
    <Dialog open title={t('recruitment.conflict.title', { name })} onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('recruitment.conflict.declare')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('recruitment.conflict.means')}</p>
        <Select name="reviewer_id" label={t('recruitment.reviewer')} options={options} />
        <TextArea
          name="reason"
          rows={3}
          label={t('recruitment.reason')}
          description={t('recruitment.conflict.reason_help')}
        />
      </AppForm>
    </Dialog>
  );
}
