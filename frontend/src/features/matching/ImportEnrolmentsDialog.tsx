// Enrolments of a cycle from a file: checked first without changing anything, then taken in. Nobody is mailed.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CycleView, createImport, type ImportView } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { Stack } from '../../shared/ui/Stack';
import { EnrolmentsFile } from './EnrolmentsFile';
import { EnrolmentsImported } from './EnrolmentsImported';

interface ImportEnrolmentsDialogProps {
  cycle: CycleView;
  onClose: () => void;
}

export default function ImportEnrolmentsDialog({ cycle, onClose }: ImportEnrolmentsDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [started, setStarted] = useState<ImportView | null>(null);
  const [checked, setChecked] = useState<ImportView | null>(null);
  const send = useMutation({
    mutationFn: async (dry_run: boolean) => {
      // The client hands the body to fetch untouched, which takes a file as well as a text.
      const body = file as unknown as string;
      const query = { format: 'enrolments', cycle_id: cycle.id, dry_run } as const;
      return (await createImport({ body, query })).data;
    },
    onSuccess: (now) => {
      setChecked(null);
      setStarted(now);
    },
  });
  const ended = (outcome: ImportView) => {
    if (outcome.dry_run) return setChecked(outcome);
    for (const queryKey of [
      ['enrolments', cycle.id],
      ['cycle', cycle.id],
      ['waitlist', cycle.id],
    ])
      void queries.invalidateQueries({ queryKey });
  };
  const another = () => {
    setFile(null);
    setStarted(null);
    setChecked(null);
    send.reset();
  };
  const step = started === null ? 'check' : started.dry_run ? 'now' : 'done';
  return (
    <Dialog open title={t('matching.import.title', { cycle: cycle.name })} onClose={onClose}>
      <KeepFocus>
        <Stack>
          {started ? (
            <EnrolmentsImported
              key={started.id}
              id={started.id}
              jobId={started.job_id}
              onEnd={ended}
            />
          ) : (
            <>
              <p>{t('matching.import.lead')}</p>
              <EnrolmentsFile file={file} onChoose={setFile} />
            </>
          )}
          {send.error && <ErrorState error={send.error} focusOnMount />}
        </Stack>
      </KeepFocus>
      <DialogActions>
        <Button onPress={onClose}>{t('action.close')}</Button>
        {started && <Button onPress={another}>{t('matching.import.another')}</Button>}
        {step !== 'done' && (
          <Button
            tone="primary"
            pending={send.isPending}
            disabledReason={off()}
            onPress={() => send.mutate(step === 'check')}
          >
            {t(`matching.import.${step}`)}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );

  function off(): string | undefined {
    if (!file) return t('matching.import.no_file');
    if (step === 'check') return undefined;
    if (!checked) return t('matching.import.not_checked');
    return checked.created + checked.updated === 0 ? t('matching.import.nothing') : undefined;
  }
}
