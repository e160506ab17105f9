// Notes of one kind, the latest first; who reads them stands beside their title, before anybody writes.
import { lazy, Suspense, useState } from 'react';
import { deleteNote, listNotes, type NoteKind, type NoteView, type PairingView } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { queryClient } from '../../shared/api/queryClient';
import { useMe } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { notify } from '../../shared/ui/notify';
import { PagedList } from '../../shared/ui/PagedList';
import styles from './Notes.module.css';
import { otherName } from './viewer';

// Forms come when they are asked for, so that the page itself stays light.
const NoteDialog = lazy(() => import('./NoteDialog'));

const SHOWN = 10;

export function NotesCard({ pairing, kind }: { pairing: PairingView; kind: NoteKind }) {
  const t = useT();
  const me = useMe();
  const [writing, setWriting] = useState<'new' | NoteView | null>(null);
  const [losing, setLosing] = useState<NoteView | null>(null);
  const mayWrite = kind === 'private' || pairing.may_write;
  const closed = pairing.state === 'ended' ? 'mentorships.notes.ended' : 'mentorships.notes.rests';
  const name = otherName(pairing);
  const write = mayWrite && (
    <Button onPress={() => setWriting('new')}>{t(`mentorships.note.write.${kind}`)}</Button>
  );
  return (
    <KeepFocus>
      <Card
        title={t(`mentorships.notes.${kind}`)}
        aside={t(`mentorships.notes.readers.${kind}`, { name })}
      >
        <PagedList
          queryKey={['notes', pairing.id, kind]}
          read={async (page, signal) =>
            (
              await listNotes({
                path: { id: pairing.id },
                query: { kind, limit: SHOWN, ...page },
                signal,
              })
            ).data
          }
          label={t(`mentorships.notes.${kind}`)}
          empty={
            <EmptyState
              title={t(`mentorships.notes.empty.${kind}`)}
              next={t(mayWrite ? `mentorships.notes.empty_next.${kind}` : closed)}
              action={write}
            />
          }
        >
          {(notes) => (
            <>
              <ul className={styles.list}>
                {notes.map((note) => (
                  <Note
                    key={note.id}
                    note={note}
                    mayChange={mayWrite}
                    mine={mayWrite && note.author_id === me.id}
                    onChange={() => setWriting(note)}
                    onDelete={() => setLosing(note)}
                  />
                ))}
              </ul>
              <div className={styles.foot}>{write}</div>
            </>
          )}
        </PagedList>
      </Card>
      {writing && (
        <Suspense>
          <NoteDialog
            pairing={pairing}
            kind={kind}
            note={writing === 'new' ? undefined : writing}
            onClose={() => setWriting(null)}
          />
        </Suspense>
      )}
      <ConfirmDialog
        open={losing !== null}
        title={t('mentorships.note.delete_title')}
        loses={
          <>
            <p>{t(`mentorships.note.loses.${kind}`, { name })}</p>
            <blockquote className={styles.lost}>{losing?.body}</blockquote>
          </>
        }
        confirmLabel={t('mentorships.note.delete')}
        onClose={() => setLosing(null)}
        onConfirm={async () => {
          if (!losing) return;
          await deleteNote({ path: { id: losing.id }, headers: ifVersion(losing) });
          await queryClient.invalidateQueries({ queryKey: ['notes', pairing.id, kind] });
          notify({ tone: 'done', text: t('mentorships.note.deleted') });
        }}
      />
    </KeepFocus>
  );
}

interface NoteProps {
  note: NoteView;
  mine: boolean;
  mayChange: boolean;
  onChange: () => void;
  onDelete: () => void;
}

function Note({ note, mine, mayChange, onChange, onDelete }: NoteProps) {
  const t = useT();
  const dates = useDates();
  const when = dates.dateTime(note.created_at);
  const about =
    note.kind === 'private' ? when : t('mentorships.note.by', { name: note.author_name, when });
  return (
    <li className={styles.note}>
      <p className={styles.body}>{note.body}</p>
      <p className={styles.about}>
        {about}
        {note.updated_at !== note.created_at &&
          ` · ${
            note.edited_by_name
              ? t('mentorships.note.edited_by', { name: note.edited_by_name })
              : t('mentorships.note.edited')
          }`}
      </p>
      <div className={styles.acts}>
        {mayChange && (
          <Button small tone="quiet" labelSuffix={`: ${when}`} onPress={onChange}>
            {t('mentorships.note.change')}
          </Button>
        )}
        {mine && (
          <Button small tone="quiet" labelSuffix={`: ${when}`} onPress={onDelete}>
            {t('mentorships.note.delete')}
          </Button>
        )}
      </div>
    </li>
  );
}
