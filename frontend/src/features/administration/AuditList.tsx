// Entries of the audit log, of everything or of one thing, newest first.
import { useQueries } from '@tanstack/react-query';
import { type AuditEntryView, getPerson, listAuditEntries } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import styles from './AuditList.module.css';

const ACTORS = ['person', 'client', 'key', 'link', 'public', 'worker', 'operator'];

export function AuditList({ subject }: { subject?: string | undefined }) {
  const t = useT();
  return (
    <PagedList
      label={t('administration.audit.title')}
      queryKey={['audit', subject]}
      read={async (page, signal) => {
        const query = { ...page, ...(subject ? { subject_id: subject } : {}) };
        return (await listAuditEntries({ query, signal })).data;
      }}
      empty={
        <EmptyState
          title={t('administration.audit.empty')}
          next={t('administration.audit.empty_next')}
        />
      }
    >
      {(rows, busy) => <Entries rows={rows} busy={busy} one={subject !== undefined} />}
    </PagedList>
  );
}

interface EntriesProps {
  rows: AuditEntryView[];
  busy: boolean;
  /** All of one subject, which need not be named again. */
  one: boolean;
}

function Entries({ rows, busy, one }: EntriesProps) {
  const t = useT();
  const dates = useDates();
  const names = usePersonNames(rows.flatMap(({ actor_id }) => (actor_id ? [actor_id] : [])));
  const actor = (entry: AuditEntryView) => {
    const known = ACTORS.includes(entry.actor_kind);
    const kind = known ? t(`administration.audit.actor.${entry.actor_kind}`) : entry.actor_kind;
    const name = entry.actor_id ? names.get(entry.actor_id) : undefined;
    if (!name || !entry.actor_id) return kind;
    return <AppLink to={`/people/${entry.actor_id}`}>{name}</AppLink>;
  };
  return (
    <DataTable
      caption={t('administration.audit.title')}
      captionHidden
      rows={rows}
      rowKey={(entry) => entry.id}
      busy={busy}
      columns={[
        {
          id: 'when',
          header: t('administration.audit.when'),
          cell: (entry) => (
            <time className={styles.when} dateTime={entry.occurred_at}>
              {dates.dateTime(entry.occurred_at)}
            </time>
          ),
        },
        { id: 'who', header: t('administration.audit.who'), cell: actor },
        {
          id: 'what',
          header: t('administration.audit.what'),
          cell: (entry) => <code>{entry.action}</code>,
        },
        ...(one
          ? []
          : [
              {
                id: 'subject',
                header: t('administration.audit.subject'),
                cell: (entry: AuditEntryView) => (
                  <AppLink to="/audit-log" search={{ subject: entry.subject_id }}>
                    {`${entry.subject_kind} ${entry.subject_id.slice(-6)}`}
                  </AppLink>
                ),
              },
            ]),
        {
          id: 'detail',
          header: t('administration.audit.detail'),
          cell: (entry) => <Detail detail={entry.detail} />,
        },
      ]}
      empty={null}
    />
  );
}

function Detail({ detail }: { detail: AuditEntryView['detail'] }) {
  const facts = Object.entries(detail ?? {}).filter(([, value]) => value !== null);
  if (facts.length === 0) return '—';
  return (
    <ul className={styles.detail}>
      {facts.map(([name, value]) => (
        <li key={name}>
          <span className={styles.name}>{name}</span>{' '}
          {typeof value === 'object' ? JSON.stringify(value) : String(value)}
        </li>
      ))}
    </ul>
  );
}

/** Names of those who acted; who is gone, or not to be seen, has none. */
function usePersonNames(ids: string[]): Map<string, string> {
  const unique = [...new Set(ids)];
  const answers = useQueries({
    queries: unique.map((id) => ({
      queryKey: ['people', 'name', id],
      queryFn: async () => (await getPerson({ path: { id } })).data.name,
      staleTime: 600_000,
    })),
  });
  return new Map(
    unique.flatMap((id, at) => {
      const name = answers[at]?.data;
      return name ? [[id, name] as const] : [];
    }),
  );
}
