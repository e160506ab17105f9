// A note on a pair for those who work on the round; the two never read it. Earlier wordings stay readable.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getProposalNote, type ProposalNote, writeProposalNote } from '../../gen';
import { ifMatch, type Versioned, versioned } from '../../shared/api/etag';
import { ApiProblem } from '../../shared/api/problem';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import styles from './WorkbenchNote.module.css';

interface NoteOf {
  id: string;
  round_id: string;
  mentor_name: string;
  mentee_name: string;
}

interface WorkbenchNoteDialogProps {
  pair: NoteOf;
  onClose: () => void;
  onSaved: () => void;
}

const noteKey = (proposal: string) => ['proposal_note', proposal];

export default function WorkbenchNoteDialog({ pair, onClose, onSaved }: WorkbenchNoteDialogProps) {
  const t = useT();
  const { data, error } = useQuery({
    queryKey: noteKey(pair.id),
    queryFn: async ({ signal }) =>
      versioned(await getProposalNote({ path: { id: pair.id }, signal })),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const title = t('matching.workbench.note.title', {
    mentee: pair.mentee_name,
    mentor: pair.mentor_name,
  });
  return (
    <Dialog open title={title} onClose={onClose}>
      <p>{t('matching.workbench.note.lead')}</p>
      {error && <ErrorState error={error} />}
      {!data && !error && <Skeleton lines={4} />}
      {data && <NoteForm pair={pair} read={data} onClose={onClose} onSaved={onSaved} />}
    </Dialog>
  );
}

const schema = z.object({ body: z.string().check(z.trim(), z.maxLength(4000)) });

function NoteForm(props: WorkbenchNoteDialogProps & { read: Versioned<ProposalNote> }) {
  const { pair, read, onClose, onSaved } = props;
  const t = useT();
  const queries = useQueryClient();
  const [base, setBase] = useState(read);
  const [theirs, setTheirs] = useState<ProposalNote | null>(null);
  const form = useAppForm({
    schema,
    defaults: { body: read.value.body },
    submit: async ({ body }) => {
      try {
        await writeProposalNote({ path: { id: pair.id }, headers: ifMatch(base), body: { body } });
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status !== 412) throw error;
        // What was typed stays; theirs is shown beside it, and the next try replaces it knowingly.
        const now = versioned(await getProposalNote({ path: { id: pair.id } }));
        setTheirs(now.value);
        setBase(now);
        return;
      }
      await queries.invalidateQueries({ queryKey: noteKey(pair.id) });
      onClose();
      onSaved();
    },
  });
  // The field comes after the dialog has given the focus away.
  const { setFocus } = form.form;
  useEffect(() => setFocus('body'), [setFocus]);
  return (
    <>
      {theirs && (
        <div role="alert" className={styles.theirs}>
          <p>{t('matching.workbench.note.meanwhile', { name: theirs.written_by_name ?? '' })}</p>
          <blockquote className={styles.body}>{theirs.body}</blockquote>
        </div>
      )}
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextArea name="body" label={t('matching.workbench.note.body')} required={false} rows={4} />
      </AppForm>
      <Earlier note={base.value} />
    </>
  );
}

function Earlier({ note }: { note: ProposalNote }) {
  const t = useT();
  const dates = useDates();
  const line = (by: string | null, at: string | null) =>
    t('matching.workbench.note.by', { name: by ?? '', when: at ? dates.dateTime(at) : '' });
  if (note.version === 0) return null;
  return (
    <div className={styles.earlier}>
      <p>{line(note.written_by_name, note.written_at)}</p>
      {note.earlier.length > 0 && (
        <details>
          <summary>{t('matching.workbench.note.earlier', { count: note.earlier.length })}</summary>
          <ul className={styles.list}>
            {note.earlier.map((each) => (
              <li key={each.version}>
                {line(each.written_by_name, each.written_at)}
                <blockquote className={styles.body}>{each.body || '—'}</blockquote>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
