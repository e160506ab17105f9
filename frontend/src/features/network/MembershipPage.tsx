// By the mailed link: confirms that one belongs to an association, or declines. Reading changes nothing.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  acceptPublicMembership,
  declinePublicMembership,
  getPublicMembership,
  type PublicMembershipView,
} from '../../gen';
import { expectArrival } from '../../shared/a11y/arrival';
import { byLink, useLinkToken } from '../../shared/auth/linkToken';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';

export default function MembershipPage() {
  const t = useT();
  const token = useLinkToken();
  if (!token)
    return (
      <PageHeader title={t('network.link.incomplete')} lead={t('network.link.incomplete_next')} />
    );
  return <Membership key={token} token={token} />;
}

function Membership({ token }: { token: string }) {
  const t = useT();
  const [answered, setAnswered] = useState<'accepted' | 'declined' | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['membership', token],
    queryFn: async ({ signal }) =>
      (await getPublicMembership({ headers: byLink(token), signal })).data,
    // An answer uses the link up; what was read before it stays on the page.
    enabled: answered === null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (answered && data) {
    const account = data.has_account ? 'known' : 'new';
    return (
      <PageHeader
        title={t(`network.membership.${answered}`)}
        lead={t(`network.membership.${answered}_next`, { name: data.association_name, account })}
      />
    );
  }
  if (error)
    return (
      <>
        <PageHeader title={t('network.link.incomplete')} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </>
    );
  if (!data) return <Skeleton lines={6} />;
  const answer = (what: 'accepted' | 'declined') => {
    expectArrival();
    setAnswered(what);
  };
  return <Ask token={token} asked={data} onAnswer={answer} />;
}

const schema = z.object({ shares_participation: z.boolean() });

interface AskProps {
  token: string;
  asked: PublicMembershipView;
  onAnswer: (what: 'accepted' | 'declined') => void;
}

function Ask({ token, asked, onAnswer }: AskProps) {
  const t = useT();
  const [declining, setDeclining] = useState(false);
  const form = useAppForm({
    schema,
    defaults: { shares_participation: false },
    submit: async (body) => {
      await acceptPublicMembership({ headers: byLink(token), body });
      onAnswer('accepted');
    },
  });
  return (
    <Stack gap="l">
      <PageHeader
        title={t('network.membership.title', { name: asked.association_name })}
        lead={t('network.membership.lead', { name: asked.name, email: asked.email })}
      />
      <AppForm
        form={form}
        submitLabel={t('network.membership.accept')}
        secondary={
          <Button onPress={() => setDeclining(true)}>{t('network.membership.decline')}</Button>
        }
      >
        <Checkbox
          name="shares_participation"
          label={t('network.membership.share', { name: asked.association_name })}
          description={t('network.membership.share_help')}
        />
      </AppForm>
      <ConfirmDialog
        open={declining}
        title={t('network.membership.decline')}
        loses={<p>{t('network.membership.decline_loses', { name: asked.association_name })}</p>}
        confirmLabel={t('network.membership.decline')}
        onClose={() => setDeclining(false)}
        onConfirm={async () => {
          await declinePublicMembership({ headers: byLink(token) });
          onAnswer('declined');
        }}
      />
    </Stack>
  );
}
