// Everything that surrounds every page: answers, language, routes, toasts.
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from '../shared/api/queryClient';
import { Language } from '../shared/i18n/Language';
import { Toasts } from '../shared/ui/Toasts';
import { router } from './router';

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Language>
        <RouterProvider router={router} />
        <Toasts />
      </Language>
    </QueryClientProvider>
  );
}
