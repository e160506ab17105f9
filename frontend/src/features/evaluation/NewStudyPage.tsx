// Begins a study.
import { useQueryClient } from '@tanstack/react-query';
import { createStudy } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { useGo } from './go';
import { StudyForm } from './StudyForm';

export default function NewStudyPage() {
  const t = useT();
  const go = useGo();
  const queries = useQueryClient();
  return (
    <>
      <PageHeader title={t('evaluation.study.begin')} lead={t('evaluation.study.begin_lead')} />
      <StudyForm
        submitLabel={t('evaluation.study.begin')}
        cancelTo="/studies"
        onSave={async (body) => {
          const { data } = await createStudy({ body });
          await queries.invalidateQueries({ queryKey: ['studies'] });
          notify({ tone: 'done', text: t('evaluation.study.begun') });
          await go(`/studies/${data.id}`);
        }}
      />
    </>
  );
}
