// An import while it runs and when it has ended: how far it is, what came of it, what was wrong by line and field.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import {
  exportFailedInstitutions,
  exportFailedMembers,
  exportFailedMentoringRows,
  type ImportView,
  type JobView,
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
import { importQuery } from './importing';
import { institutionsKey, regionsQuery } from './reading';

interface ImportOutcomeProps {
  id: string;
  jobId: string | null;
  label: string;
  onSuccess?: (outcome: ImportView) => void;
}

export function ImportOutcome({ id, jobId, label, onSuccess }: ImportOutcomeProps) {
  const queries = useQueryClient();
  const onEnd = useCallback(
    (job: JobView) => {
      if (job.state !== 'succeeded') return;
      // A region's figures may have changed with its institutions.
      void queries.invalidateQueries({ queryKey: institutionsKey });
      void queries.invalidateQueries({ queryKey: regionsQuery.queryKey });
    },
    [queries],
  );
  const outcome = <Outcome id={id} onSuccess={onSuccess} />;
  if (jobId === null) return outcome;
  return (
    <JobProgress jobId={jobId} label={label} onEnd={onEnd}>
      {outcome}
    </JobProgress>
  );
}

function Outcome({ id, onSuccess }: Pick<ImportOutcomeProps, 'id'> & { onSuccess: unknown }) {
  const t = useT();
  const { number } = useNumbers();
  const { data, error } = useQuery(importQuery(id));
  const tell = useRef(onSuccess as ImportOutcomeProps['onSuccess']);
  useEffect(() => {
    if (data) tell.current?.(data);
  }, [data]);
  if (error) return <ErrorState error={error} />;
  if (!data) return <Skeleton lines={2} />;
  const tense = data.dry_run ? 'would' : 'did';
  return (
    <Stack gap="l">
      <div role="status">
        <p>{t(`network.imports.${tense}`)}</p>
      </div>
      <StatList>
        <Stat label={t('network.imports.rows_read')} value={number(data.rows_read)} />
        <Stat label={t(`network.imports.${tense}_create`)} value={number(data.created)} />
        <Stat label={t(`network.imports.${tense}_update`)} value={number(data.updated)} />
        <Stat label={t('network.imports.unchanged')} value={number(data.unchanged)} />
        <Stat
          label={t('network.imports.failed')}
          value={number(data.failed)}
          note={data.failed > 0 ? t('network.imports.failed_note') : undefined}
        />
      </StatList>
      {data.failed > 0 && <FailedRows id={id} format={data.format} />}
      {data.failed > 0 && (
        <PagedList
          label={t('network.imports.problems')}
          queryKey={['imports', id, 'problems']}
          read={async (page, signal) =>
            (await listImportProblems({ path: { id }, query: page, signal })).data
          }
          empty={null}
        >
          {(rows, busy) => (
            <DataTable
              caption={t('network.imports.problems')}
              rows={rows}
              rowKey={(row) => `${row.line} ${row.field} ${row.code}`}
              busy={busy}
              columns={[
                {
                  id: 'line',
                  header: t('network.imports.line'),
                  cell: (row) => t('network.imports.line_number', { line: row.line }),
                },
                {
                  id: 'field',
                  header: t('network.imports.field'),
                  cell: (row) => <code>{row.field}</code>,
                },
                { id: 'detail', header: t('network.imports.problem'), cell: (row) => row.detail },
              ]}
              empty={null}
            />
          )}
        </PagedList>
      )}
    </Stack>
  );
}

const INSTITUTIONS = { read: exportFailedInstitutions, help: 'institutions' } as const;
const MEMBERS = { read: exportFailedMembers, help: 'members' } as const;
const MENTORING = { read: exportFailedMentoringRows, help: 'mentoring' } as const;

/** Where the rows to mend are: the survey's own are mended where they came from. */
const FAILED_ROWS = new Map<string, typeof INSTITUTIONS | typeof MEMBERS | typeof MENTORING>([
  ['institutions', INSTITUTIONS],
  ['members', MEMBERS],
  ['enrolments', MENTORING],
  ['pairings', MENTORING],
  ['pairing-meetings', MENTORING],
]);

function FailedRows({ id, format }: { id: string; format: string }) {
  const t = useT();
  const found = FAILED_ROWS.get(format);
  if (!found) return null;
  const save = async () => {
    try {
      saveSheet(`failed-${format}-${id}.csv`, (await found.read({ path: { id } })).data);
    } catch (error) {
      notify({ tone: 'problem', error });
    }
  };
  return (
    <div>
      <Button onPress={() => void save()}>{t('network.imports.failed_rows')}</Button>
      <p>{t(`network.imports.failed_${found.help}_help`)}</p>
    </div>
  );
}
