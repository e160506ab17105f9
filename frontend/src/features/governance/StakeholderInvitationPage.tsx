// By the mailed link: what somebody is invited to, and their answer with a note. Reading changes nothing.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  acceptStakeholderInvitation,
  declineStakeholderInvitation,
  getStakeholderInvitation,
  type StakeholderInvitationView,
} from '../../gen';
import { expectArrival } from '../../shared/a11y/arrival';
import { ApiProblem } from '../../shared/api/problem';
import { byLink, useLinkToken } from '../../shared/auth/linkToken';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import styles from './Stakeholder.module.css';

export default function StakeholderInvitationPage() {
  const t = useT();
  const token = useLinkToken();
  if (!token)
    return (
      <PageHeader
        title={t('governance.invitation.incomplete')}
        lead={t('governance.invitation.incomplete_next')}
      />
    );
  return <Invitation key={token} token={token} />;
}

type Answered = 'accepted' | 'declined';

function Invitation({ token }: { token: string }) {
  const t = useT();
  const [answered, setAnswered] = useState<Answered | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['stakeholder-invitation', token],
    queryFn: async ({ signal }) =>
      (await getStakeholderInvitation({ headers: byLink(token), signal })).data,
    // An answer uses the link up; what was read before it stays on the page.
    enabled: answered === null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (answered && data)
    return (
      <PageHeader
        title={t(`governance.invitation.${answered}`, { name: data.name })}
        lead={t(`governance.invitation.${answered}_next`)}
      />
    );
  if (error) {
    const over = error instanceof ApiProblem && [401, 403, 404].includes(error.status);
    if (over)
      return (
        <PageHeader
          title={t('governance.invitation.over')}
          lead={t('governance.invitation.over_next')}
        />
      );
    return (
      <Stack>
        <PageHeader title={t('governance.invitation.heading')} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Stack>
    );
  }
  if (!data) return <Skeleton heading lines={6} />;
  const answer = (what: Answered) => {
    expectArrival();
    window.scrollTo(0, 0);
    setAnswered(what);
  };
  return <Ask token={token} asked={data} onAnswer={answer} />;
}

const schema = z.object({ note: z.string().check(z.trim(), z.maxLength(2000)) });

interface AskProps {
  token: string;
  asked: StakeholderInvitationView;
  onAnswer: (what: Answered) => void;
}

function Ask({ token, asked, onAnswer }: AskProps) {
  const t = useT();
  const [declining, setDeclining] = useState(false);
  const headers = byLink(token);
  const form = useAppForm({
    schema,
    defaults: { note: '' },
    submit: async ({ note }) => {
      await acceptStakeholderInvitation({ headers, body: { note: note || null } });
      onAnswer('accepted');
    },
  });
  return (
    <>
      <PageHeader
        title={t('governance.invitation.title', { name: asked.name })}
        lead={t(`governance.invitation.lead_${asked.kind}`)}
      />
      <Stack gap="l">
        {asked.message && <p className={styles.written}>{asked.message}</p>}
        {asked.mission && (
          <section className={styles.mission}>
            <h2>{t('governance.invitation.mission')}</h2>
            <p className={styles.written}>{asked.mission}</p>
          </section>
        )}
        <AppForm
          form={form}
          submitLabel={t('governance.invitation.accept')}
          secondary={
            <Button
              onPress={async () => {
                if (await form.form.trigger()) setDeclining(true);
              }}
            >
              {t('governance.invitation.decline')}
            </Button>
          }
        >
          <TextArea
            name="note"
            rows={4}
            required={false}
            label={t('governance.invitation.note')}
            description={t('governance.invitation.note_help')}
          />
        </AppForm>
      </Stack>
      <ConfirmDialog
        open={declining}
        title={t('governance.invitation.decline_title')}
        loses={<p>{t('governance.invitation.decline_means')}</p>}
        confirmLabel={t('governance.invitation.decline')}
        onClose={() => setDeclining(false)}
        onConfirm={async () => {
          const note = form.form.getValues('note').trim();
          await declineStakeholderInvitation({ headers, body: { note: note || null } });
          onAnswer('declined');
        }}
      />
    </>
  );
}
