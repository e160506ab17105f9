// Declines all that are undecided: first the reason, then whom it concerns and what they will read, then the act.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { declineRemaining, type OpeningDetail, type RemainingDeclined } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Stack } from '../../shared/ui/Stack';
import styles from './DeclineRemaining.module.css';
import { recruitmentChanged } from './queries';
import { Written } from './Written';

const schema = z.object({
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
  tell_applicants: z.boolean(),
});
type Values = z.infer<typeof schema>;

interface DeclineRemainingProps {
  opening: OpeningDetail;
  onClose: () => void;
}

export function DeclineRemaining({ opening, onClose }: DeclineRemainingProps) {
  const t = useT();
  const [written, setWritten] = useState<Values>({ reason: '', tell_applicants: true });
  const [preview, setPreview] = useState<RemainingDeclined | null>(null);
  const call = async (values: Values, dry_run: boolean) =>
    (await declineRemaining({ path: { id: opening.id }, body: { ...values, dry_run } })).data;
  return (
    <Dialog open alert title={t('recruitment.remaining.title')} onClose={onClose}>
      {preview ? (
        <Preview
          preview={preview}
          onBack={() => setPreview(null)}
          onDecline={async () => {
            const { declined } = await call(written, false);
            await recruitmentChanged();
            notify({
              tone: 'done',
              text: t('recruitment.remaining.done', { count: declined.length }),
            });
            onClose();
          }}
        />
      ) : (
        <Reason
          before={written}
          onClose={onClose}
          onPreview={async (values) => {
            const shown = await call(values, true);
            setWritten(values);
            setPreview(shown);
          }}
        />
      )}
    </Dialog>
  );
}

interface ReasonProps {
  before: Values;
  onPreview: (values: Values) => Promise<void>;
  onClose: () => void;
}

function Reason({ before, onPreview, onClose }: ReasonProps) {
  const t = useT();
  const form = useAppForm({ schema, defaults: before, submit: onPreview });
  return (
    <AppForm
      form={form}
      submitLabel={t('recruitment.remaining.preview')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <p>{t('recruitment.remaining.means')}</p>
      <TextArea
        name="reason"
        rows={3}
        label={t('recruitment.reason')}
        description={t('recruitment.remaining.reason_help')}
      />
      <Checkbox
        name="tell_applicants"
        label={t('recruitment.remaining.tell')}
        description={t('recruitment.decline.tell_help')}
      />
    </AppForm>
  );
}

interface PreviewProps {
  preview: RemainingDeclined;
  onBack: () => void;
  onDecline: () => Promise<void>;
}

function Preview({ preview, onBack, onDecline }: PreviewProps) {
  const t = useT();
  const act = useMutation({ mutationFn: onDecline });
  const { declined, left, mail } = preview;
  const count = declined.length;
  return (
    <Stack>
      <p>
        {t(mail ? 'recruitment.remaining.shown_told' : 'recruitment.remaining.shown', { count })}
      </p>
      <ul className={styles.people}>
        {declined.map(({ application_id, name }) => (
          <li key={application_id}>{name}</li>
        ))}
      </ul>
      {left.length > 0 && <Left left={left} />}
      {mail && (
        <div className={styles.mail}>
          <h3>{mail.subject}</h3>
          <Written text={mail.body} />
        </div>
      )}
      {act.error && <ErrorState error={act.error} focusOnMount />}
      <DialogActions>
        <Button onPress={onBack} autoFocus>
          {t('recruitment.remaining.back')}
        </Button>
        <Button
          tone="danger"
          disabledReason={count === 0 ? t('recruitment.remaining.nobody') : undefined}
          pending={act.isPending}
          onPress={() => act.mutate()}
        >
          {t('recruitment.remaining.decline', { count })}
        </Button>
      </DialogActions>
    </Stack>
  );
}

/** Who stays undecided, and why. */
function Left({ left }: { left: RemainingDeclined['left'] }) {
  const t = useT();
  return (
    <div>
      <p>{t('recruitment.remaining.left', { count: left.length })}</p>
      <ul className={styles.people}>
        {left.map(({ application_id, name, because }) => (
          <li key={application_id}>{t(`recruitment.remaining.left_${because}`, { name })}</li>
        ))}
      </ul>
    </div>
  );
}
