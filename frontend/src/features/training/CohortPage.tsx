// One cohort: its members and how far they are, its sessions, what it asks of them.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { useFilters } from '../../shared/routing/useFilters';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { Tabs } from '../../shared/ui/Tabs';
import { Members } from './Members';
import { cohortQuery } from './queries';
import { Requirements } from './Requirements';
import { Sessions } from './Sessions';

const TABS = ['members', 'sessions', 'requirements'];

export default function CohortPage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { cohort_id: id = '' } = useParams({ strict: false }) as { cohort_id?: string };
  const { data: cohort } = useSuspenseQuery(cohortQuery(id));
  const [filters, change] = useFilters(['tab']);
  const selected = TABS.find((tab) => tab === filters.tab) ?? 'members';
  return (
    <>
      <PageHeader title={cohort.name} lead={cohort.description || undefined} />
      <Stack gap="l">
        <StatList>
          <Stat
            label={t('training.completed')}
            value={t('training.of', {
              part: number(cohort.completed_count),
              whole: number(cohort.member_count),
            })}
          />
          <Stat label={t('training.starts')} value={dates.date(cohort.starts_on)} />
          <Stat label={t('training.ends')} value={dates.date(cohort.ends_on)} />
        </StatList>
        <Tabs
          label={t('training.views')}
          selected={selected}
          onSelect={(tab) => change({ tab: tab === 'members' ? undefined : tab })}
          tabs={[
            {
              id: 'members',
              label: t('training.members'),
              content: <Members cohort={cohort} />,
            },
            {
              id: 'sessions',
              label: t('training.sessions'),
              content: <Sessions cohortId={id} />,
            },
            {
              id: 'requirements',
              label: t('training.requirements'),
              content: <Requirements cohort={cohort} />,
            },
          ]}
        />
      </Stack>
    </>
  );
}
