// Keeps a draft on the server while somebody writes: a moment after the last key, one save at a time, never over what
// another tab has saved.
import { useCallback, useEffect, useRef, useState } from 'react';
import { type DraftBody, type DraftView, getDraft, saveDraft } from '../../gen';
import { ifMatch, type Versioned, versioned } from '../../shared/api/etag';
import { ApiProblem } from '../../shared/api/problem';
import { byLink } from '../../shared/auth/linkToken';

export type Saving =
  | { kind: 'saved'; at: string }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'conflict' };

const PAUSE = 1500;

export function useAutosave(token: string, loaded: Versioned<DraftView>, values: DraftBody) {
  const [saving, setSaving] = useState<Saving>({ kind: 'saved', at: loaded.value.updated_at });
  const etag = useRef(loaded.etag);
  const text = JSON.stringify(values);
  const newest = useRef(text);
  newest.current = text;
  const kept = useRef(text);
  const running = useRef<Promise<void> | null>(null);
  const stopped = saving.kind === 'conflict';

  const put = useCallback(
    async (body: string) => {
      setSaving({ kind: 'saving' });
      try {
        const answer = versioned(
          await saveDraft({
            headers: { ...byLink(token), ...ifMatch({ etag: etag.current }) },
            body: JSON.parse(body) as DraftBody,
          }),
        );
        etag.current = answer.etag;
        kept.current = body;
        setSaving({ kind: 'saved', at: answer.value.updated_at });
      } catch (error) {
        const elsewhere = error instanceof ApiProblem && error.status === 412;
        setSaving(elsewhere ? { kind: 'conflict' } : { kind: 'failed', error });
        throw error;
      }
    },
    [token],
  );

  /** Saves what is not saved yet; answers the version that holds everything. */
  const flush = useCallback(async (): Promise<string> => {
    await running.current?.catch(() => {});
    while (newest.current !== kept.current) {
      const save = put(newest.current);
      running.current = save;
      await save;
    }
    return etag.current;
  }, [put]);

  /** After another tab saved: puts this one's words in the place of the other's. */
  async function keepMine() {
    etag.current = versioned(await getDraft({ headers: byLink(token) })).etag;
    kept.current = '';
    await flush();
  }

  useEffect(() => {
    if (stopped || text === kept.current) return;
    setSaving({ kind: 'waiting' });
    const timer = setTimeout(() => void flush().catch(() => {}), PAUSE);
    return () => clearTimeout(timer);
  }, [text, stopped, flush]);

  useEffect(() => {
    if (stopped) return;
    const leaving = () => {
      if (document.visibilityState === 'hidden') void flush().catch(() => {});
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (newest.current !== kept.current) event.preventDefault();
    };
    document.addEventListener('visibilitychange', leaving);
    window.addEventListener('beforeunload', warn);
    return () => {
      document.removeEventListener('visibilitychange', leaving);
      window.removeEventListener('beforeunload', warn);
    };
  }, [stopped, flush]);

  return { saving, flush, keepMine };
}
