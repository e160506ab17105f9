// A page that failed says what happened and offers to try again; the rest of the SPA stays.
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useT } from '../shared/i18n/useT';
import { ErrorState } from '../shared/ui/ErrorState';
import { PageHeader } from '../shared/ui/PageHeader';
import { PublicLayout } from './PublicLayout';

type PageErrorProps = Pick<ErrorComponentProps, 'error' | 'reset'>;

/** When not even the frame could be had: the server is away, or the sign-in could not be renewed. */
export function StartError(props: PageErrorProps) {
  return (
    <PublicLayout>
      <PageError {...props} />
    </PublicLayout>
  );
}

export function PageError({ error, reset }: PageErrorProps) {
  const t = useT();
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return (
    <>
      <PageHeader title={t('page.error.title')} />
      <ErrorState error={error} onRetry={retry} />
    </>
  );
}
