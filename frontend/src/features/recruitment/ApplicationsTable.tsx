// The same applications as a table, to be sorted and compared.
import { useState } from 'react';
import type { ApplicationBrief, RankedApplication } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { DataTable } from '../../shared/ui/DataTable';
import { Stack } from '../../shared/ui/Stack';
import { useApplicant } from './applicant';
import { InterviewBadge, useInterviewNote } from './InterviewProgress';
import { ApplicationBadge } from './states';

interface TableProps {
  applications: ApplicationBrief[];
  ranked: Map<string, RankedApplication>;
}

const SORTS: Record<string, (application: ApplicationBrief) => string> = {
  name: ({ name }) => name,
  institution: ({ institution }) => institution ?? '',
  submitted_at: ({ submitted_at }) => submitted_at,
};

function inOrder(applications: ApplicationBrief[], sort: string): ApplicationBrief[] {
  const by = SORTS[sort.replace('-', '')];
  if (!by) return applications;
  const up = [...applications].sort((a, b) => by(a).localeCompare(by(b)));
  return sort.startsWith('-') ? up.reverse() : up;
}

export function ApplicationsTable({ applications, ranked }: TableProps) {
  const t = useT();
  const dates = useDates();
  const { number } = useNumbers();
  const called = useApplicant();
  const interviews = applications.some(({ interview }) => interview !== null);
  const [sort, setSort] = useState('submitted_at');
  return (
    <DataTable
      caption={t('recruitment.applications')}
      captionHidden
      rows={inOrder(applications, sort)}
      rowKey={(application) => application.id}
      sort={sort}
      onSort={setSort}
      columns={[
        {
          id: 'name',
          header: t('recruitment.applicant'),
          sort: 'name',
          cell: (application) => (
            <Stack gap="s">
              <AppLink
                to="/recruitment/applications/$application_id"
                params={{ application_id: application.id }}
              >
                {called(application)}
              </AppLink>
              {application.names_conflict && (
                <span>
                  <Badge tone="attention">{t('recruitment.conflict_named')}</Badge>
                </span>
              )}
            </Stack>
          ),
        },
        {
          id: 'institution',
          header: t('recruitment.institution'),
          sort: 'institution',
          cell: (application) => application.institution ?? t('recruitment.blind.hidden'),
        },
        {
          id: 'state',
          header: t('recruitment.state'),
          cell: (application) => <ApplicationBadge state={application.state} />,
        },
        ...(interviews
          ? [
              {
                id: 'interview',
                header: t('recruitment.interview'),
                cell: (application: ApplicationBrief) => <Interview application={application} />,
              },
            ]
          : []),
        {
          id: 'came',
          header: t('recruitment.received'),
          sort: 'submitted_at',
          cell: (application) => dates.day(application.submitted_at),
        },
        {
          id: 'mean',
          header: t('recruitment.ranking.mean'),
          numeric: true,
          cell: (application) => {
            const mean = ranked.get(application.id)?.weighted_mean;
            return typeof mean === 'number' ? number(mean, 2) : '—';
          },
        },
      ]}
      empty={null}
    />
  );
}

function Interview({ application: { interview } }: { application: ApplicationBrief }) {
  const note = useInterviewNote();
  if (!interview) return <>—</>;
  const detail = note(interview);
  return (
    <Stack gap="s">
      <span>
        <InterviewBadge interview={interview} />
      </span>
      {detail && <span>{detail}</span>}
    </Stack>
  );
}
