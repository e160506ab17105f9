// Where one is signed in, and a way to end what one does not know.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteSession, listSessions, type SessionView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { DataTable } from '../../shared/ui/DataTable';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { browserName } from './browserName';

const sessionsKey = ['sessions'];

export function SessionsCard() {
  const t = useT();
  const dates = useDates();
  const queries = useQueryClient();
  const [ending, setEnding] = useState<SessionView | null>(null);
  const { data } = useSuspenseQuery({
    queryKey: sessionsKey,
    queryFn: async ({ signal }) => (await listSessions({ signal })).data,
  });
  const name = (session: SessionView) =>
    browserName(session.user_agent) ?? t('identity.sessions.unknown_browser');
  const end = async (session: SessionView) => {
    await deleteSession({ path: { id: session.id } });
    await queries.invalidateQueries({ queryKey: sessionsKey });
    notify({ tone: 'done', text: t('identity.sessions.ended') });
  };
  return (
    <Card title={t('identity.sessions.title')}>
      <DataTable
        caption={t('identity.sessions.title')}
        captionHidden
        rows={data.items}
        rowKey={(session) => session.id}
        columns={[
          { id: 'browser', header: t('identity.sessions.browser'), cell: name },
          {
            id: 'used',
            header: t('identity.sessions.last_used'),
            cell: (session) => dates.dateTime(session.last_used_at),
          },
          {
            id: 'end',
            header: t('identity.sessions.action'),
            cell: (session) =>
              session.current ? (
                <Badge tone="good">{t('identity.sessions.here')}</Badge>
              ) : (
                <Button labelSuffix={`: ${name(session)}`} onPress={() => setEnding(session)}>
                  {t('identity.sessions.end')}
                </Button>
              ),
          },
        ]}
        empty={
          <EmptyState
            title={t('identity.sessions.empty')}
            next={t('identity.sessions.empty_next')}
          />
        }
      />
      {ending && (
        <ConfirmDialog
          open
          title={t('identity.sessions.confirm', { browser: name(ending) })}
          loses={
            <p>{t('identity.sessions.loses', { used: dates.dateTime(ending.last_used_at) })}</p>
          }
          confirmLabel={t('identity.sessions.end')}
          onClose={() => setEnding(null)}
          onConfirm={() => end(ending)}
        />
      )}
    </Card>
  );
}
