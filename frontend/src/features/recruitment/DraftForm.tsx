// A saved application being written on: it saves itself and says so in words, and is sent or erased by its writer.
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { type DraftView, eraseDraft, submitDraft } from '../../gen';
import type { Versioned } from '../../shared/api/etag';
import { byLink } from '../../shared/auth/linkToken';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Stack } from '../../shared/ui/Stack';
import styles from './Applicant.module.css';
import { ApplicantFields } from './ApplicantFields';
import { applicantFields, refereesFor } from './applicationFields';
import { DraftFiles } from './DraftFiles';
import type { Sent } from './ThankYou';
import { type Saving, useAutosave } from './useAutosave';

interface DraftFormProps {
  draft: Versioned<DraftView>;
  token: string;
  onSent: (who: Sent) => void;
  onErased: () => void;
  /** Reads what another tab saved, in the place of what stands here. */
  onReload: () => void;
}

const schema = z.object(applicantFields);

export function DraftForm({ draft, token, onSent, onErased, onReload }: DraftFormProps) {
  const t = useT();
  const [erasing, setErasing] = useState(false);
  const { value } = draft;
  const headers = byLink(token);
  const app = useAppForm({
    schema,
    defaults: {
      name: value.name,
      institution: value.institution,
      experience: value.experience,
      leadership: value.leadership,
      commitment: value.commitment,
      conflict_of_interest: value.conflict_of_interest,
      references: refereesFor(value.references_asked, value.references),
    },
    submit: async ({ name }) => {
      const etag = await flush();
      const version = Number(etag.replaceAll('"', ''));
      await submitDraft({ headers, body: { version } });
      onSent({ name, email: value.email });
    },
  });
  const values = useWatch({ control: app.form.control }) as z.infer<typeof schema>;
  const { saving, flush, keepMine } = useAutosave(token, draft, values);
  return (
    <>
      <AppForm
        form={app}
        submitLabel={t('recruitment.apply.send')}
        secondary={
          <>
            <Button onPress={() => void flush().catch(() => {})}>
              {t('recruitment.draft.save_now')}
            </Button>
            <Button tone="quiet" onPress={() => setErasing(true)}>
              {t('recruitment.draft.erase')}
            </Button>
          </>
        }
      >
        <p>{t('recruitment.draft.saves_itself')}</p>
        <ApplicantFields
          references={value.references_asked}
          address={<p>{t('recruitment.draft.address', { email: value.email })}</p>}
        />
        <DraftFiles token={token} attachments={value.attachments} />
        <p>{t('recruitment.apply.privacy')}</p>
        <SavingWords saving={saving} onKeepMine={keepMine} onReload={onReload} />
      </AppForm>
      <ConfirmDialog
        open={erasing}
        title={t('recruitment.draft.erase_title')}
        loses={<p>{t('recruitment.draft.erase_means')}</p>}
        confirmLabel={t('recruitment.draft.erase')}
        onClose={() => setErasing(false)}
        onConfirm={async () => {
          await eraseDraft({ headers: { ...headers, 'If-Match': '*' } });
          onErased();
        }}
      />
    </>
  );
}

interface SavingWordsProps {
  saving: Saving;
  onKeepMine: () => Promise<unknown>;
  onReload: () => void;
}

/** Whether everything is saved, in words. Only what needs the person is read out. */
function SavingWords({ saving, onKeepMine, onReload }: SavingWordsProps) {
  const t = useT();
  const dates = useDates();
  if (saving.kind === 'failed')
    return (
      <ErrorState error={saving.error}>
        <p>{t('recruitment.draft.not_saved')}</p>
      </ErrorState>
    );
  if (saving.kind === 'conflict')
    return (
      <div role="alert" className={styles.note}>
        <Stack gap="s">
          <p>
            <strong>{t('recruitment.draft.conflict')}</strong>
          </p>
          <p>{t('recruitment.draft.conflict_next')}</p>
          <Stack row>
            <Button onPress={onReload}>{t('recruitment.draft.take_theirs')}</Button>
            <Button onPress={() => void onKeepMine().catch(() => {})}>
              {t('recruitment.draft.keep_mine')}
            </Button>
          </Stack>
        </Stack>
      </div>
    );
  return (
    <p className={styles.saving}>
      {saving.kind === 'saved'
        ? t('recruitment.draft.saved_at', { time: dates.time(saving.at) })
        : t(`recruitment.draft.${saving.kind}`)}
    </p>
  );
}
