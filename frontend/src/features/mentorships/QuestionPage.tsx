// One question, with its answers and the pairing it is about.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { getQuestion } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { PageHeader } from '../../shared/ui/PageHeader';
import { QuestionThread } from './QuestionThread';

export default function QuestionPage() {
  const t = useT();
  const me = useMe();
  const { question_id } = useParams({ strict: false }) as { question_id: string };
  const question = useSuspenseQuery({
    queryKey: ['question', question_id],
    queryFn: async ({ signal }) => (await getQuestion({ path: { id: question_id }, signal })).data,
  }).data;
  return (
    <>
      <PageHeader
        title={t('mentorships.question.of', { name: question.asker_name })}
        lead={t('mentorships.question.about', {
          pairing: question.pairing_title,
          region: question.region_name,
        })}
        actions={
          <ButtonLink to="/pairings/$pairing_id" params={{ pairing_id: question.pairing_id }}>
            {t('mentorships.question.pairing')}
          </ButtonLink>
        }
      />
      <Card attention={question.state === 'open'}>
        <QuestionThread question={question} mine={question.asker_id === me.id} />
      </Card>
    </>
  );
}
