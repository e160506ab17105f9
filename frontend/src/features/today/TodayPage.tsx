// Today: who I am here, and what needs me, each card from the feature that knows.
import { CatchBoundary } from '@tanstack/react-router';
import { Suspense } from 'react';
import { GrantList } from '../../shared/auth/GrantList';
import { useMe } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { CardGrid } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { cards } from './cards';

export default function TodayPage() {
  const t = useT();
  const dates = useDates();
  const me = useMe();
  const mine = cards.filter(({ permission }) => !permission || me.permissions.includes(permission));
  const today = dates.weekday(new Date().toISOString());
  return (
    <>
      <PageHeader
        title={t('today.title', { name: me.name.split(' ')[0] ?? me.name })}
        lead={t('today.lead', { today })}
      />
      <Stack gap="l">
        {me.grants.length > 0 && <GrantList grants={me.grants} />}
        {mine.length > 0 ? (
          <CardGrid>
            {mine.map(({ slice, Content }) => (
              <CatchBoundary key={slice} getResetKey={() => slice} errorComponent={CardError}>
                <Suspense fallback={<Skeleton />}>
                  <Content />
                </Suspense>
              </CatchBoundary>
            ))}
          </CardGrid>
        ) : (
          <EmptyState
            title={t('today.empty')}
            next={t('today.empty_next')}
            action={<ButtonLink to="/account">{t('today.empty_action')}</ButtonLink>}
          />
        )}
      </Stack>
    </>
  );
}

function CardError({ error, reset }: { error: unknown; reset: () => void }) {
  return <ErrorState error={error} onRetry={reset} />;
}
