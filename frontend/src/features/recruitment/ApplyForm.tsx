// Applying for a seat: everything sent at once, or saved for later and resumed by a mailed link.
import { useRef, useState } from 'react';
import { startDraft, submitApplication } from '../../gen';
import { ApiProblem, fieldOfPointer } from '../../shared/api/problem';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import styles from './Applicant.module.css';
import { ApplicantFields } from './ApplicantFields';
import { applicantFields, emailField, nothingWritten, refereesFor } from './applicationFields';
import { useFormToken } from './formToken';
import { Trap } from './Trap';
import { countOnce } from './visits';

interface ApplyFormProps {
  opening: { id: string; references_asked: number; drafts_kept_until: string };
  /** The code of the campaign whose link led here. */
  from: string | undefined;
  onSent: (who: { name: string; email: string }) => void;
}

const schema = z.object({ ...applicantFields, email: emailField });

export function ApplyForm({ opening, from, onSent }: ApplyFormProps) {
  const t = useT();
  const dates = useDates();
  const { id, references_asked: asked } = opening;
  const trap = useRef<HTMLInputElement>(null);
  const send = useFormToken(id);
  const [mailed, setMailed] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  /** What goes along with either way of sending. A trap that something filled is emptied, so that trying again works. */
  async function posted<T>(post: (along: Along) => Promise<T>): Promise<T> {
    try {
      return await send((form_token) =>
        post({ form_token, leave_empty: trap.current?.value ?? '', from: from ?? null }),
      );
    } catch (error) {
      if (trap.current) trap.current.value = '';
      throw error;
    }
  }

  const app = useAppForm({
    schema,
    defaults: { ...nothingWritten, email: '', references: refereesFor(asked) },
    submit: async ({ conflict_of_interest: conflict, ...application }) => {
      setFailure(null);
      await posted((along) =>
        submitApplication({
          path: { id },
          body: { ...application, ...along, conflict_of_interest: conflict.trim() || null },
        }),
      );
      onSent({ name: application.name, email: application.email });
    },
  });
  const { form } = app;

  async function saveForLater() {
    setFailure(null);
    setMailed(null);
    if (!(await form.trigger('email', { shouldFocus: true }))) return;
    const { email, ...draft } = form.getValues();
    setSaving(true);
    try {
      await posted((along) =>
        startDraft({ path: { id }, body: { email: email.trim(), draft, ...along } }),
      );
      setMailed(email.trim());
    } catch (error) {
      if (!placed(error)) setFailure(error);
    }
    setSaving(false);
  }

  /** Complaints about the draft belong to the same fields. */
  function placed(error: unknown): boolean {
    if (!(error instanceof ApiProblem) || error.fields.length === 0) return false;
    const values = form.getValues();
    return error.fields.every(({ pointer, code, detail }) => {
      const name = fieldOfPointer(pointer.replace(/^\/draft/, '')) as 'name';
      if (!((name.split('.')[0] ?? '') in values)) return false;
      form.setError(name, { type: code, message: detail });
      return true;
    });
  }

  return (
    // The first thing typed is where somebody starts.
    <div onInput={() => countOnce(id, 'start', from)}>
      <AppForm
        form={app}
        submitLabel={t('recruitment.apply.send')}
        secondary={
          <Button pending={saving} onPress={() => void saveForLater()}>
            {t('recruitment.draft.save_for_later')}
          </Button>
        }
      >
        <p>{t('recruitment.apply.lead')}</p>
        <p>{t('recruitment.draft.may_save', { day: dates.date(opening.drafts_kept_until) })}</p>
        <ApplicantFields
          references={asked}
          address={
            <TextField
              name="email"
              type="email"
              autoComplete="email"
              label={t('recruitment.email')}
              description={t('recruitment.apply.email_help')}
            />
          }
        />
        <p>{t('recruitment.apply.files_later')}</p>
        <Trap ref={trap} />
        <p>{t('recruitment.apply.privacy')}</p>
        {failure !== null && <ErrorState error={failure} focusOnMount />}
        <div role="status">
          {mailed && (
            <div className={styles.note}>
              <p>
                <strong>{t('recruitment.draft.mailed', { email: mailed })}</strong>
              </p>
              <p>{t('recruitment.draft.mailed_next')}</p>
            </div>
          )}
        </div>
      </AppForm>
    </div>
  );
}

interface Along {
  form_token: string;
  leave_empty: string;
  from: string | null;
}
