// The interviews on whose panel I sit: what comes next with its link, what still waits for my scores.
import { type InterviewView, listMyInterviews } from '../../gen';
import { useMe } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { InterviewBadge } from './states';
import { Where } from './Where';

const ends = (one: InterviewView) => (one.time ? Date.parse(one.time.ends_at) : 0);

export default function MyInterviewsPage() {
  const t = useT();
  const { timeZone } = useDates();
  return (
    <>
      <PageHeader
        title={t('interviews.nav.mine')}
        lead={t('interviews.mine.lead', { zone: timeZone.replaceAll('_', ' ') })}
      />
      <PagedList<InterviewView>
        queryKey={['recruitment', 'my-interviews']}
        read={async (page, signal) => (await listMyInterviews({ query: page, signal })).data}
        label={t('interviews.nav.mine')}
        empty={
          <EmptyState title={t('interviews.mine.empty')} next={t('interviews.mine.empty_next')} />
        }
      >
        {(mine) => {
          const now = Date.now();
          // The nearest first of what is ahead, the latest first of what is over.
          const ahead = mine.filter((one) => ends(one) > now).sort((a, b) => ends(a) - ends(b));
          const over = mine.filter((one) => ends(one) <= now);
          return (
            <Stack gap="l">
              {ahead.length > 0 && <Part title={t('interviews.mine.ahead')} rows={ahead} />}
              {over.length > 0 && <Part title={t('interviews.mine.over')} rows={over} />}
            </Stack>
          );
        }}
      </PagedList>
    </>
  );
}

function Part({ title, rows }: { title: string; rows: InterviewView[] }) {
  const t = useT();
  const dates = useDates();
  return (
    <Stack>
      <h2>{title}</h2>
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        rowKey={(one) => one.id}
        columns={[
          {
            id: 'who',
            header: t('interviews.applicant'),
            cell: (one) => (
              <AppLink to="/interviews/$interview_id" params={{ interview_id: one.id }}>
                {one.applicant_name}
              </AppLink>
            ),
          },
          {
            id: 'time',
            header: t('interviews.time'),
            cell: (one) =>
              one.time && (
                <time dateTime={one.time.starts_at}>{dates.dateTime(one.time.starts_at)}</time>
              ),
          },
          {
            id: 'where',
            header: t('interviews.where'),
            cell: (one) => one.time && <Where time={one.time} />,
          },
          {
            id: 'opening',
            header: t('interviews.opening'),
            cell: (one) => one.opening_title,
          },
          { id: 'mine', header: t('interviews.state'), cell: (one) => <Mine one={one} /> },
        ]}
        empty={null}
      />
    </Stack>
  );
}

function Mine({ one }: { one: InterviewView }) {
  const t = useT();
  const me = useMe();
  const scored = one.panel.some(({ person_id, scored: given }) => given && person_id === me.id);
  if (scored) return <Badge tone="good">{t('interviews.mine.scored')}</Badge>;
  const begun = one.time !== null && Date.parse(one.time.starts_at) <= Date.now();
  const waits =
    (one.state === 'held' || (one.state === 'booked' && begun)) &&
    one.application_state === 'in_review';
  if (waits) return <Badge tone="attention">{t('interviews.mine.waits')}</Badge>;
  return <InterviewBadge state={one.state} />;
}
