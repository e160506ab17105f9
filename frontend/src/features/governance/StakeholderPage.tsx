// One stakeholder or expert: what is known, what comes next, every step that was taken.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { deleteStakeholder, type StakeholderDetail } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { Facts } from '../../shared/ui/Facts';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { Timeline } from '../../shared/ui/Timeline';
import { NextStep } from './NextStep';
import { governanceChanged, stakeholderQuery } from './queries';
import styles from './Stakeholder.module.css';
import { mayBeInvited, StakeholderBadge } from './states';

const StakeholderDialog = lazy(() => import('./StakeholderDialog'));
const MoveStakeholderDialog = lazy(() => import('./MoveStakeholderDialog'));
const InviteStakeholderDialog = lazy(() => import('./InviteStakeholderDialog'));

export default function StakeholderPage() {
  const t = useT();
  const { stakeholder_id: id = '' } = useParams({ strict: false }) as { stakeholder_id?: string };
  const stakeholder = useSuspenseQuery(stakeholderQuery(id)).data;
  const [doing, setDoing] = useState<'edit' | 'move' | 'invite' | 'remove' | null>(null);
  const stop = () => setDoing(null);
  const navigate = useNavigate();
  const off = useDisabledReason('change_plan');
  const noInvitation = useDisabledReason(
    'change_plan',
    !mayBeInvited(stakeholder.state)
      ? t('governance.stakeholders.nominate_first')
      : !stakeholder.email && t('governance.stakeholders.address_first'),
  );
  return (
    <>
      <PageHeader
        title={stakeholder.name}
        lead={stakeholder.organisation}
        badge={<StakeholderBadge state={stakeholder.state} />}
        actions={
          <>
            <ButtonLink to="/stakeholders">{t('governance.stakeholders.all')}</ButtonLink>
            <Button disabledReason={off} reasonHidden onPress={() => setDoing('edit')}>
              {t('governance.stakeholders.edit')}
            </Button>
            <Button disabledReason={off} reasonHidden onPress={() => setDoing('move')}>
              {t('governance.stakeholders.move')}
            </Button>
            <Button disabledReason={off} reasonHidden onPress={() => setDoing('remove')}>
              {t('governance.stakeholders.remove')}
            </Button>
            <Button tone="primary" disabledReason={noInvitation} onPress={() => setDoing('invite')}>
              {t('governance.stakeholders.invite')}
            </Button>
          </>
        }
      />
      <Stack gap="l">
        <StakeholderFacts stakeholder={stakeholder} />
        <Card title={t('governance.stakeholders.steps')}>
          <Steps stakeholder={stakeholder} />
        </Card>
      </Stack>
      <Suspense>
        {doing === 'edit' && <StakeholderDialog stakeholder={stakeholder} onClose={stop} />}
        {doing === 'move' && <MoveStakeholderDialog stakeholder={stakeholder} onClose={stop} />}
        {doing === 'invite' && <InviteStakeholderDialog stakeholder={stakeholder} onClose={stop} />}
      </Suspense>
      <ConfirmDialog
        title={t('governance.stakeholders.remove_title', { name: stakeholder.name })}
        loses={
          <Stack gap="s">
            <p>
              {t('governance.stakeholders.remove_loses', {
                name: stakeholder.name,
                steps: stakeholder.steps.length,
              })}
            </p>
            <p>{t('governance.stakeholders.remove_instead')}</p>
          </Stack>
        }
        confirmLabel={t('governance.stakeholders.remove')}
        open={doing === 'remove'}
        onClose={stop}
        onConfirm={async () => {
          await deleteStakeholder({ path: { id }, headers: ifVersion(stakeholder) });
          notify({
            tone: 'done',
            text: t('governance.stakeholders.removed', { name: stakeholder.name }),
          });
          await navigate({ to: '/stakeholders' });
          await governanceChanged();
        }}
      />
    </>
  );
}

function StakeholderFacts({ stakeholder }: { stakeholder: StakeholderDetail }) {
  const t = useT();
  const dates = useDates();
  const { email, invited_at, brings } = stakeholder;
  return (
    <Facts
      items={[
        {
          term: t('governance.stakeholders.kind'),
          value: t(`governance.stakeholders.kind_${stakeholder.kind}`),
        },
        {
          term: t('governance.stakeholders.email'),
          value: email ? <a href={`mailto:${email}`}>{email}</a> : t('governance.not_written'),
        },
        {
          term: t('governance.stakeholders.brings'),
          value: brings ? (
            <span className={styles.written}>{brings}</span>
          ) : (
            t('governance.not_written')
          ),
        },
        {
          term: t('governance.stakeholders.owner'),
          value: stakeholder.owner_name ?? t('governance.stakeholders.no_owner'),
        },
        {
          term: t('governance.stakeholders.next_step'),
          value: <NextStep stakeholder={stakeholder} />,
        },
        ...(invited_at
          ? [
              {
                term: t('governance.stakeholders.invited_at'),
                value: dates.dateTime(invited_at),
              },
            ]
          : []),
      ]}
    />
  );
}

function Steps({ stakeholder }: { stakeholder: StakeholderDetail }) {
  const t = useT();
  const dates = useDates();
  return (
    <Timeline
      items={stakeholder.steps.map(({ state, note, person_name, happened_at }) => {
        const what = t(`governance.stakeholders.state.${state}`);
        const byLink = !person_name && (state === 'accepted' || state === 'declined');
        return {
          id: `${happened_at} ${state}`,
          when: dates.dateTime(happened_at),
          dateTime: happened_at,
          title: person_name
            ? t('governance.stakeholders.step_of', { state: what, name: person_name })
            : byLink
              ? t('governance.stakeholders.step_by_link', { state: what })
              : what,
          detail: note && <span className={styles.written}>{note}</span>,
        };
      })}
    />
  );
}
