// The files of a draft: chosen one by one, kept at once, removed with a press.
import { useId, useState } from 'react';
import { type AttachmentView, detachFile } from '../../gen';
import { byLink } from '../../shared/auth/linkToken';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Stack } from '../../shared/ui/Stack';
import styles from './Applicant.module.css';
import { FILE_KINDS, FILE_LIMIT, MOST_FILES, sendFile } from './attachments';

interface DraftFilesProps {
  token: string;
  /** Those that were there when the draft was opened. */
  attachments: AttachmentView[];
}

export function DraftFiles({ token, attachments }: DraftFilesProps) {
  const t = useT();
  const { number } = useNumbers();
  const id = useId();
  const [files, setFiles] = useState(attachments);
  const [busy, setBusy] = useState(false);
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const [removing, setRemoving] = useState<AttachmentView | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  async function send(file: File) {
    setBusy(true);
    setFailure(null);
    try {
      const added = await sendFile(token, file);
      setFiles((now) => [...now, added]);
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  }

  const take = (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > FILE_LIMIT ? file.name : null);
    if (file.size > FILE_LIMIT) return;
    void send(file);
  };

  async function remove(gone: AttachmentView) {
    const headers = { ...byLink(token), 'If-Match': '"1"' };
    await detachFile({ headers, path: { id: gone.id } });
    setFiles((now) => now.filter((file) => file.id !== gone.id));
  }

  return (
    <fieldset className={styles.group}>
      <legend>{t('recruitment.files.title')}</legend>
      <p id={`${id}-help`}>{t('recruitment.files.help')}</p>
      {files.length > 0 && (
        <ul className={styles.people}>
          {files.map((file) => (
            <li key={file.id} className={styles.line}>
              <span>
                {t('recruitment.files.named', {
                  name: file.name,
                  kb: number(Math.max(1, Math.round(file.size / 1024))),
                })}
              </span>
              <Button small onPress={() => setRemoving(file)} labelSuffix={`: ${file.name}`}>
                {t('recruitment.files.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {failure !== null && <ErrorState error={failure} focusOnMount />}
      {tooLarge && <p role="alert">{t('recruitment.files.too_large', { name: tooLarge })}</p>}
      <Stack gap="s">
        {files.length < MOST_FILES ? (
          <>
            <label htmlFor={id}>
              <strong>{t('recruitment.files.add')}</strong>
            </label>
            <input
              id={id}
              type="file"
              accept={FILE_KINDS}
              className={styles.file}
              aria-describedby={`${id}-help`}
              disabled={busy}
              onChange={(event) => {
                take(event.target.files?.[0]);
                // So that the same file can be chosen again once it was mended.
                event.target.value = '';
              }}
            />
          </>
        ) : (
          <p>{t('recruitment.files.enough')}</p>
        )}
      </Stack>
      <p role="status" className={styles.saving}>
        {busy && t('state.working')}
      </p>
      <ConfirmDialog
        open={removing !== null}
        title={t('recruitment.files.remove_title', { name: removing?.name })}
        loses={<p>{t('recruitment.files.remove_means')}</p>}
        confirmLabel={t('recruitment.files.remove')}
        onClose={() => setRemoving(null)}
        onConfirm={async () => {
          if (removing) await remove(removing);
        }}
      />
    </fieldset>
  );
}
