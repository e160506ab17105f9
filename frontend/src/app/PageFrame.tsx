// Around each page: which page it is, whether the person may see it, and what catches it when it falls.
import { CatchBoundary, useLocation } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { useCan } from '../shared/auth/useMe';
import { useT } from '../shared/i18n/useT';
import { PageContext, type PageOfSlice } from '../shared/routing/page';
import { PageHeader } from '../shared/ui/PageHeader';
import { PageError } from './PageError';
import { PagePending } from './PagePending';

export function PageFrame({ page, children }: { page: PageOfSlice; children: ReactNode }) {
  const { href } = useLocation();
  return (
    <PageContext value={page}>
      <CatchBoundary getResetKey={() => href} errorComponent={PageError}>
        <Suspense fallback={<PagePending />}>
          {page.permission ? (
            <Permitted permission={page.permission}>{children}</Permitted>
          ) : (
            children
          )}
        </Suspense>
      </CatchBoundary>
    </PageContext>
  );
}

function Permitted({ permission, children }: { permission: string; children: ReactNode }) {
  const t = useT();
  if (useCan(permission)) return children;
  return <PageHeader title={t('page.forbidden.title')} lead={t('page.forbidden.lead')} />;
}
