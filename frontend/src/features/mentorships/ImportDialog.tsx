// A program that runs already, from a file: its pairings, or their meetings. Checked first; nobody is mailed.
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState } from 'react';
import { createImport } from '../../gen';
import { Choice } from '../../shared/form/Choice';
import { ChoiceGroup } from '../../shared/form/ChoiceGroup';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { FilterSelect } from '../../shared/ui/Filters';
import { Stack } from '../../shared/ui/Stack';
import styles from './Import.module.css';
import { useCycleOptions } from './regions';

const FORMATS = ['pairings', 'pairing-meetings'] as const;
type ImportFormat = (typeof FORMATS)[number];

export default function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const cycles = useCycleOptions();
  const [format, setFormat] = useState<ImportFormat>('pairings');
  const [cycle, setCycle] = useState<string | undefined>();
  const [file, setFile] = useState<File | null>(null);
  const send = useMutation({
    mutationFn: async (dry_run: boolean) => {
      const body = file as unknown as string;
      const of = format === 'pairings' && cycle ? { cycle_id: cycle } : {};
      return (await createImport({ body, query: { format, dry_run, ...of } })).data;
    },
    onSuccess: async ({ id }) => {
      onClose();
      await navigate({ to: `/imports/${id}` });
    },
  });
  // Two presses may come before the first one shows: the file goes once.
  const sent = useRef(false);
  const start = (dry_run: boolean) => {
    if (sent.current) return;
    sent.current = true;
    send.mutate(dry_run, {
      onError: () => {
        sent.current = false;
      },
    });
  };
  const missing =
    format === 'pairings' && !cycle
      ? t('mentorships.import.no_cycle')
      : file
        ? undefined
        : t('mentorships.import.no_file');
  const isSending = (dry_run: boolean) => send.isPending && send.variables === dry_run;
  return (
    <Dialog open title={t('mentorships.import.title')} onClose={onClose}>
      <Stack>
        <p>{t('mentorships.import.lead')}</p>
        <ChoiceGroup
          label={t('mentorships.import.what')}
          required
          error={undefined}
          role="radiogroup"
          stacked
        >
          {FORMATS.map((each) => (
            <Choice
              key={each}
              type="radio"
              name="pairing-import"
              value={each}
              checked={each === format}
              disabled={false}
              onBlur={() => undefined}
              onChange={() => setFormat(each)}
            >
              {t(`mentorships.import.${each.replace('-', '_')}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        {format === 'pairings' && (
          <FilterSelect
            label={t('mentorships.cycle')}
            value={cycle}
            all={t('form.choose')}
            options={cycles}
            onChange={setCycle}
          />
        )}
        <FileField format={format} onChoose={setFile} />
        {send.error && <ErrorState error={send.error} focusOnMount />}
      </Stack>
      <DialogActions>
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button
          pending={isSending(false)}
          disabledReason={isSending(true) ? t('state.working') : missing}
          reasonHidden
          onPress={() => start(false)}
        >
          {t('mentorships.import.now')}
        </Button>
        <Button
          tone="primary"
          pending={isSending(true)}
          disabledReason={isSending(false) ? t('state.working') : missing}
          onPress={() => start(true)}
        >
          {t('mentorships.import.check')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface FileFieldProps {
  format: ImportFormat;
  onChoose: (file: File | null) => void;
}

function FileField({ format, onChoose }: FileFieldProps) {
  const t = useT();
  const id = useId();
  return (
    <div className={styles.file}>
      <label htmlFor={id}>{t('mentorships.import.file')}</label>
      <span id={`${id}-help`} className={styles.help}>
        {t(`mentorships.import.columns.${format.replace('-', '_')}`)}
      </span>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        aria-describedby={`${id}-help`}
        onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
      />
    </div>
  );
}
