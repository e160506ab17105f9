// Changes the protocol of a study.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { updateStudy } from '../../gen';
import { ifMatch } from '../../shared/api/etag';
import { useT } from '../../shared/i18n/useT';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { studyQuery } from './data';
import { useGo } from './go';
import { StudyForm } from './StudyForm';

export default function EditStudyPage() {
  const t = useT();
  const go = useGo();
  const queries = useQueryClient();
  const { study_id } = useParams({ strict: false }) as { study_id: string };
  const study = useSuspenseQuery(studyQuery(study_id)).data;
  const back = `/studies/${study_id}`;
  return (
    <>
      <PageHeader
        title={t('evaluation.study.edit_title', { title: study.value.title })}
        lead={t('evaluation.study.edit_lead')}
      />
      <StudyForm
        study={study.value}
        submitLabel={t('action.save')}
        cancelTo={back}
        onSave={async (body) => {
          await updateStudy({ path: { id: study_id }, headers: ifMatch(study), body });
          await Promise.all([
            queries.invalidateQueries({ queryKey: ['study', study_id] }),
            queries.invalidateQueries({ queryKey: ['studies'] }),
          ]);
          notify({ tone: 'done', text: t('evaluation.study.saved') });
          await go(back);
        }}
      />
    </>
  );
}
