// One opening: its applications by stage or as a table, their ranking, and what the public reads.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useCan } from '../../shared/auth/useMe';
import { ensureMessages } from '../../shared/i18n/catalogue';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { useFilters } from '../../shared/routing/useFilters';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';
import { Tabs } from '../../shared/ui/Tabs';
import { Applications } from './Applications';
import { BlindNote } from './BlindNote';
import { OpeningActions } from './OpeningActions';
import { OpeningSeats } from './OpeningSeats';
import { OpeningText } from './OpeningText';
import { openingQuery } from './queries';
import { OpeningBadge } from './states';

// What most visits do not look at is fetched when somebody does.
const Campaigns = lazy(async () => ({ default: (await import('./Campaigns')).Campaigns }));
const RankingTable = lazy(async () => ({ default: (await import('./RankingTable')).RankingTable }));
const ReviewTab = lazy(async () => ({ default: (await import('./ReviewTab')).ReviewTab }));
// A feature of its own, with its own words.
const Interviews = lazy(async () => {
  await ensureMessages('interviews');
  return import('../interviews/Interviews');
});

/** Waits by itself, so that the focus stays on the tab. */
const later = (content: ReactNode) => (
  <Suspense fallback={<Skeleton lines={6} />}>{content}</Suspense>
);

export default function OpeningPage() {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const { opening_id: id = '' } = useParams({ strict: false }) as { opening_id?: string };
  const { data } = useSuspenseQuery(openingQuery(id));
  const opening = data.value;
  const decides = useCan('decide_applications');
  const manages = useCan('manage_openings');
  const [filters, change] = useFilters(['tab']);
  const draft = opening.state === 'draft';
  const tabs = [
    {
      id: 'applications',
      label: t('recruitment.applications'),
      content: <Applications opening={opening} />,
    },
    ...(decides
      ? [
          {
            id: 'ranking',
            label: t('recruitment.ranking.title'),
            content: later(<RankingTable opening={opening} />),
          },
          {
            id: 'review',
            label: t('recruitment.review_tab'),
            content: later(<ReviewTab opening={opening} />),
          },
          {
            id: 'interviews',
            label: t('recruitment.interviews'),
            content: later(<Interviews opening={opening} />),
          },
        ]
      : []),
    ...(manages && !draft
      ? [
          {
            id: 'campaigns',
            label: t('recruitment.campaign.tab'),
            content: later(<Campaigns opening={opening} />),
          },
        ]
      : []),
    { id: 'text', label: t('recruitment.text.title'), content: <OpeningText opening={opening} /> },
  ];
  const wanted = filters.tab ?? (draft ? 'text' : 'applications');
  const selected = tabs.some((tab) => tab.id === wanted) ? wanted : 'applications';
  return (
    <>
      <PageHeader
        title={opening.title}
        badge={<OpeningBadge state={opening.state} accepts={opening.accepts_applications} />}
        lead={
          <>
            {t('recruitment.opening_lead', { region: opening.region_name })}{' '}
            {!draft && (
              <AppLink to="/openings/$opening_id" params={{ opening_id: opening.id }}>
                {t('recruitment.public_page')}
              </AppLink>
            )}
          </>
        }
        actions={<OpeningActions opening={opening} />}
      />
      <Stack gap="l">
        <StatList>
          <Stat label={t('recruitment.applications')} value={number(opening.applications)} />
          <OpeningSeats seats={opening.seats} />
          <Stat
            label={t('recruitment.closes')}
            value={dates.date(opening.closes_on)}
            note={opening.accepts_applications ? t('recruitment.closes_everywhere') : undefined}
          />
          <Stat
            label={t('recruitment.term')}
            value={dates.month(opening.term_starts_on)}
            note={t('recruitment.term_until', { month: dates.month(opening.term_ends_on) })}
          />
        </StatList>
        {opening.blind_review && <BlindNote to={decides ? 'committee' : 'reviewers'} />}
        <Tabs
          label={t('recruitment.views')}
          tabs={tabs}
          selected={selected}
          onSelect={(tab) => change({ tab })}
        />
      </Stack>
    </>
  );
}
