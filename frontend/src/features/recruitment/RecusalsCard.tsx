// Who stepped back, and which conflicts are declared: one glance over the whole opening; acted on at the application.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { OpeningDetail } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { assignmentsQuery, conflictsQuery } from './reviewQueries';

interface Kept {
  id: string;
  application_id: string;
  applicant: string;
  reviewer: string;
  what: 'recused' | 'conflict';
  reason: string | null;
  at: string;
}

export function RecusalsCard({ opening }: { opening: OpeningDetail }) {
  const t = useT();
  const dates = useDates();
  const { data: assignments } = useSuspenseQuery(assignmentsQuery(opening.id));
  const { data: conflicts } = useSuspenseQuery(conflictsQuery(opening.id));
  const kept: Kept[] = [
    ...assignments
      .filter(({ state }) => state === 'recused')
      .map((one) => ({
        id: one.id,
        application_id: one.application_id,
        applicant: one.applicant_name,
        reviewer: one.reviewer_name,
        what: 'recused' as const,
        reason: one.recusal_reason,
        at: one.updated_at,
      })),
    ...conflicts.map((one) => ({
      id: one.id,
      application_id: one.application_id,
      applicant: one.applicant_name,
      reviewer: one.reviewer_name,
      what: 'conflict' as const,
      reason: one.reason,
      at: one.declared_at,
    })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  if (kept.length === 0) return null;
  return (
    <Card title={t('recruitment.kept.title')}>
      <DataTable
        plain
        caption={t('recruitment.kept.title')}
        captionHidden
        rows={kept}
        rowKey={(one) => one.id}
        columns={[
          { id: 'who', header: t('recruitment.reviewer'), cell: (one) => one.reviewer },
          {
            id: 'application',
            header: t('recruitment.applicant'),
            cell: (one) => (
              <AppLink
                to="/recruitment/applications/$application_id"
                params={{ application_id: one.application_id }}
              >
                {one.applicant}
              </AppLink>
            ),
          },
          {
            id: 'what',
            header: t('recruitment.state'),
            cell: (one) => t(`recruitment.kept.${one.what}`, { day: dates.day(one.at) }),
          },
          { id: 'reason', header: t('recruitment.reason'), cell: (one) => one.reason ?? '—' },
        ]}
        empty={null}
      />
    </Card>
  );
}
