// Chooses applicants, shows the mail that they will get, and sends it.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type ApplicationBrief,
  type InterviewView,
  type InvitationsView,
  inviteToInterview,
  type OpeningDetail,
} from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { CheckboxGroup } from '../../shared/form/CheckboxGroup';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog, DialogActions } from '../../shared/ui/Dialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { applicationsQuery, recruitmentChanged } from '../recruitment/queries';
import { Written } from '../recruitment/Written';
import styles from './Invite.module.css';

const schema = z.object({
  application_ids: z.array(z.string()).check(z.minLength(1, 'interviews.form.one_needed')),
  message: z.string().check(z.maxLength(2000)),
});
type Values = z.infer<typeof schema>;

interface InviteDialogProps {
  opening: OpeningDetail;
  interviews: InterviewView[];
  /** Slots that can be chosen. */
  free: number;
  onClose: () => void;
}

/** In review, and without an interview that is arranged or over. */
const invitable = (applications: ApplicationBrief[], interviews: InterviewView[]) =>
  applications.filter(({ id, state }) => {
    const before = interviews.find(({ application_id }) => application_id === id);
    return state === 'in_review' && (!before || ['cancelled', 'missed'].includes(before.state));
  });

export function InviteDialog({ opening, interviews, free, onClose }: InviteDialogProps) {
  const t = useT();
  const { data, error, refetch } = useQuery(applicationsQuery(opening.id));
  const [seen, setSeen] = useState<{ values: Values; preview: InvitationsView } | null>(null);
  const [written, setWritten] = useState<Values>({ application_ids: [], message: '' });
  const choice = data && invitable(data, interviews);
  const invite = (values: Values, dry_run: boolean) =>
    inviteToInterview({ path: { id: opening.id }, body: { ...values, dry_run } });
  return (
    <Dialog open title={t('interviews.invite.act')} onClose={onClose}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !choice ? (
        <Skeleton lines={4} />
      ) : choice.length === 0 ? (
        <Stack>
          <EmptyState
            title={t('interviews.invite.nobody')}
            next={t('interviews.invite.nobody_next')}
          />
          <DialogActions>
            <Button onPress={onClose}>{t('action.close')}</Button>
          </DialogActions>
        </Stack>
      ) : seen ? (
        <Preview
          preview={seen.preview}
          count={seen.values.application_ids.length}
          onBack={() => setSeen(null)}
          onSend={async () => {
            const { data: sent } = await invite(seen.values, false);
            await recruitmentChanged();
            notify({
              tone: 'done',
              text: t('interviews.invite.done', { count: sent.items.length }),
            });
            onClose();
          }}
        />
      ) : (
        <Choose
          choice={choice}
          before={written}
          free={free}
          onClose={onClose}
          onPreview={async (values) => {
            const { data: preview } = await invite(values, true);
            setWritten(values);
            setSeen({ values, preview });
          }}
        />
      )}
    </Dialog>
  );
}

interface ChooseProps {
  choice: ApplicationBrief[];
  before: Values;
  free: number;
  onPreview: (values: Values) => Promise<void>;
  onClose: () => void;
}

function Choose({ choice, before, free, onPreview, onClose }: ChooseProps) {
  const t = useT();
  const form = useAppForm({ schema, defaults: before, submit: onPreview });
  return (
    <AppForm
      form={form}
      submitLabel={t('interviews.invite.preview')}
      secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
    >
      <p>{t('interviews.invite.lead', { free })}</p>
      <CheckboxGroup
        name="application_ids"
        label={t('interviews.invite.applicants')}
        options={choice.map(({ id, name, institution }) => ({
          value: id,
          label: `${name}, ${institution}`,
        }))}
      />
      <TextArea
        name="message"
        rows={3}
        required={false}
        label={t('interviews.invite.message')}
        description={t('interviews.invite.message_help')}
      />
    </AppForm>
  );
}

interface PreviewProps {
  preview: InvitationsView;
  count: number;
  onBack: () => void;
  onSend: () => Promise<void>;
}

function Preview({ preview, count, onBack, onSend }: PreviewProps) {
  const t = useT();
  const send = useMutation({ mutationFn: onSend });
  return (
    <Stack>
      <p>{t('interviews.invite.shown')}</p>
      {preview.free_slots < count && (
        <p>{t('interviews.invite.too_few', { free: preview.free_slots, count })}</p>
      )}
      <div className={styles.mail}>
        <h3>{preview.mail.subject}</h3>
        <Written text={preview.mail.body} />
      </div>
      {send.error && <ErrorState error={send.error} focusOnMount />}
      <DialogActions>
        <Button onPress={onBack} autoFocus>
          {t('interviews.series.back')}
        </Button>
        <Button tone="primary" pending={send.isPending} onPress={() => send.mutate()}>
          {t('interviews.invite.send', { count })}
        </Button>
      </DialogActions>
    </Stack>
  );
}
