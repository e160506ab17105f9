// A page that failed says what happened and offers to try again; the rest of the SPA stays.
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useT } from '../shared/i18n/useT';
import { ErrorState } from '../shared/ui/ErrorState';
import { PageHeader } from '../shared/ui/PageHeader';

export function PageError({ error, reset }: Pick<ErrorComponentProps, 'error' | 'reset'>) {
  const t = useT();
  const queries = useQueryErrorResetBoundary();
  const retry = () => {
    queries.reset();
    reset();
  };
  return (
    <>
      <PageHeader title={t('page.error.title')} />
      <ErrorState error={error} onRetry={retry} />
    </>
  );
}
