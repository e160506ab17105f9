// Questions of one's pairs: the open ones first, answered where they stand.

import { exportQuestions, listQuestions } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { SheetButton } from '../../shared/files/SheetButton';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { FilterBar, FilterSelect } from '../../shared/ui/Filters';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { QuestionThread } from './QuestionThread';

const STATES = ['open', 'answered'] as const;
const ALL = 'all';
const SHOWN = 20;

export default function QuestionsPage() {
  const t = useT();
  const me = useMe();
  const [filters, setFilters] = useFilters(['state']);
  const chosen = filters.state ?? 'open';
  const state = STATES.find((each) => each === chosen);
  return (
    <>
      <PageHeader title={t('mentorships.questions')} lead={t('mentorships.questions.lead')} />
      <Stack>
        <FilterBar>
          <FilterSelect
            label={t('mentorships.questions.which')}
            value={filters.state}
            all={t('mentorships.questions.only_open')}
            options={[
              { value: 'answered', label: t('mentorships.questions.only_answered') },
              { value: ALL, label: t('filter.all') },
            ]}
            onChange={(value) => setFilters({ state: value })}
          />
        </FilterBar>
        <PagedList
          queryKey={['questions', 'list', chosen]}
          read={async (page, signal) =>
            (
              await listQuestions({
                query: { limit: SHOWN, ...(state ? { state } : {}), ...page },
                signal,
              })
            ).data
          }
          label={t('mentorships.questions')}
          empty={
            <EmptyState
              title={t('mentorships.questions.empty')}
              next={t('mentorships.questions.empty_next')}
            />
          }
        >
          {(rows) => (
            <Stack>
              {rows.map((question) => (
                <Card
                  key={question.id}
                  attention={question.state === 'open'}
                  aside={
                    <AppLink
                      to="/pairings/$pairing_id"
                      params={{ pairing_id: question.pairing_id }}
                    >
                      {question.pairing_title}
                    </AppLink>
                  }
                >
                  <QuestionThread question={question} mine={question.asker_id === me.id} />
                </Card>
              ))}
            </Stack>
          )}
        </PagedList>
        <div>
          <SheetButton
            label={t('mentorships.sheet')}
            name="questions"
            read={() => exportQuestions({ query: state ? { state } : {} })}
          />
        </div>
      </Stack>
    </>
  );
}
