// My own concerns: what I was told stands there, and without any it is said how one is raised.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import MyConcernsPage from './MyConcernsPage';
import words from './messages.en.json';

vi.mock('../../shared/i18n/useDates', () => ({ useDates: () => ({ day: () => 'May 3' }) }));
vi.mock('../../shared/routing/AppLink', () => ({
  AppLink: ({ children }: { children: ReactNode }) => <span>{children}</span>,
}));
vi.mock('../../shared/ui/ButtonLink', () => ({
  ButtonLink: ({ children }: { children: ReactNode }) => <span>{children}</span>,
}));

function show(items: object[]) {
  vi.stubGlobal('fetch', async () => Response.json({ items, next_cursor: null }));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <MyConcernsPage />
      </IntlProvider>
    </QueryClientProvider>,
  );
}

const concern = {
  pairing_id: 'pairing',
  pairing_title: 'Ana Flores, Ben Okafor',
  created_at: '2027-05-03T09:00:00Z',
};

test('each says whether it is open and what was told', async () => {
  show([
    { ...concern, id: '3', state: 'open', told_to_reporter: null },
    { ...concern, id: '2', state: 'closed', told_to_reporter: 'We have spoken with both.' },
    { ...concern, id: '1', state: 'closed', told_to_reporter: null },
  ]);
  const cards = await screen.findAllByRole('region', { name: 'Raised on May 3' });
  const [open, told, untold] = cards.map((card) => within(card));
  open?.getByText('Open');
  open?.getByText(/^Those who read it have not closed it yet/);
  told?.getByText('Closed');
  told?.getByText('We have spoken with both.');
  untold?.getByText('It was closed without a message for you.');
  expect(told?.queryByText(/without a message/)).toBeNull();
});

test('who has raised none reads how one is raised', async () => {
  show([]);
  await screen.findByText('You have raised no concern');
  screen.getByText(/choose ‘Raise a concern’/);
});
