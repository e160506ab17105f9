// What came of a file of enrolments, or would: counts, what is wrong by line and column, and the rows to mend as a file.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import {
  exportFailedMentoringRows,
  getImport,
  type ImportView,
  listImportProblems,
} from '../../gen';
import { saveSheet } from '../../shared/files/saveFile';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { DataTable } from '../../shared/ui/DataTable';
import { ErrorState } from '../../shared/ui/ErrorState';
import { JobProgress } from '../../shared/ui/JobProgress';
import { notify } from '../../shared/ui/notify';
import { PagedList } from '../../shared/ui/PagedList';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { Stat, StatList } from '../../shared/ui/Stat';

interface EnrolmentsImportedProps {
  id: string;
  jobId: string | null;
  /** Called when the outcome is there. */
  onEnd: (outcome: ImportView) => void;
}

export function EnrolmentsImported({ id, jobId, onEnd }: EnrolmentsImportedProps) {
  const t = useT();
  const outcome = <Outcome id={id} onEnd={onEnd} />;
  if (jobId === null) return outcome;
  return (
    <JobProgress jobId={jobId} label={t('matching.import.working')}>
      {outcome}
    </JobProgress>
  );
}

function Outcome({ id, onEnd }: Pick<EnrolmentsImportedProps, 'id' | 'onEnd'>) {
  const t = useT();
  const { number } = useNumbers();
  const { data, error } = useQuery({
    queryKey: ['imports', id],
    queryFn: async ({ signal }) => (await getImport({ path: { id }, signal })).data,
    staleTime: 0,
  });
  const tell = useRef(onEnd);
  tell.current = onEnd;
  useEffect(() => {
    if (data) tell.current(data);
  }, [data]);
  if (error) return <ErrorState error={error} />;
  if (!data) return <Skeleton lines={2} />;
  const tense = data.dry_run ? 'would' : 'did';
  return (
    <Stack gap="l">
      <p role="status">{t(`matching.import.${tense}`)}</p>
      <StatList>
        <Stat label={t('matching.import.rows')} value={number(data.rows_read)} />
        <Stat label={t(`matching.import.${tense}_create`)} value={number(data.created)} />
        <Stat label={t(`matching.import.${tense}_update`)} value={number(data.updated)} />
        <Stat label={t('matching.import.unchanged')} value={number(data.unchanged)} />
        <Stat label={t('matching.import.failed')} value={number(data.failed)} />
      </StatList>
      {data.failed > 0 && <Failed id={id} />}
    </Stack>
  );
}

function Failed({ id }: { id: string }) {
  const t = useT();
  const save = async () => {
    try {
      const sheet = (await exportFailedMentoringRows({ path: { id } })).data;
      saveSheet(`failed-enrolments-${id}.csv`, sheet);
    } catch (error) {
      notify({ tone: 'problem', error });
    }
  };
  return (
    <Stack>
      <h3>{t('matching.import.problems')}</h3>
      <PagedList
        label={t('matching.import.problems')}
        queryKey={['imports', id, 'problems']}
        read={async (page, signal) => {
          const query = { limit: 25, ...page };
          return (await listImportProblems({ path: { id }, query, signal })).data;
        }}
        empty={null}
      >
        {(rows, busy) => (
          <DataTable
            caption={t('matching.import.problems')}
            captionHidden
            rows={rows}
            rowKey={(row) => `${row.line} ${row.field} ${row.code}`}
            busy={busy}
            empty={null}
            columns={[
              {
                id: 'line',
                header: t('matching.import.line'),
                cell: (row) => t('matching.import.line_number', { line: row.line }),
              },
              {
                id: 'field',
                header: t('matching.import.column'),
                cell: (row) => <code>{row.field}</code>,
              },
              { id: 'detail', header: t('matching.import.problem'), cell: (row) => row.detail },
            ]}
          />
        )}
      </PagedList>
      <Stack gap="s">
        <div>
          <Button onPress={() => void save()}>{t('matching.import.failed_rows')}</Button>
        </div>
        <p>{t('matching.import.failed_help')}</p>
      </Stack>
    </Stack>
  );
}
