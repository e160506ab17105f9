// Brings members from a file: checked first without changing anything, then taken in.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createImport, type ImportView } from '../../gen';
import { FileChoice } from '../../shared/files/FileChoice';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { ImportOutcome } from './ImportOutcome';
import { associationChanged } from './members';

export default function ImportMembersDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [started, setStarted] = useState<ImportView | null>(null);
  const send = useMutation({
    mutationFn: async (dry_run: boolean) =>
      (
        await createImport({
          body: file as unknown as string,
          query: { format: 'members', association_id: id, dry_run },
        })
      ).data,
    onSuccess: setStarted,
  });
  const step = started === null ? 'check' : started.dry_run ? 'import' : 'done';
  return (
    <Dialog title={t('network.members.import')} open onClose={onClose}>
      <p>{t('network.members.import_means')}</p>
      {started ? (
        <ImportOutcome
          key={started.id}
          id={started.id}
          jobId={started.job_id}
          label={t('network.imports.importing')}
          onSuccess={() => void associationChanged(queries)}
        />
      ) : (
        <FileChoice file={file} help={t('network.members.file_help')} onChoose={setFile} />
      )}
      {send.error && <ErrorState error={send.error} focusOnMount />}
      <DialogActions>
        <Button onPress={onClose}>{t('action.close')}</Button>
        {step !== 'done' && (
          <Button
            tone="primary"
            pending={send.isPending}
            disabledReason={file ? undefined : t('network.imports.no_file')}
            onPress={() => send.mutate(step === 'check')}
          >
            {t(step === 'check' ? 'network.imports.check' : 'network.members.import_now')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
