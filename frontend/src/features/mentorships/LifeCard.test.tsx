// Whoever is responsible sees beforehand that a pairing of a closed cycle ends by itself, and when.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { beforeEach, test, vi } from 'vitest';
import type { PairingView } from '../../gen';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import { LifeCard } from './LifeCard';
import words from './messages.en.json';

const lasting = {
  id: 'p',
  state: 'active',
  started_on: '2027-03-01',
  ends_on: '2027-12-01',
  ended_on: null,
  end_reason: null,
  last_met_on: null,
  meetings: 2,
  made_by: 'round',
  region_name: 'Great Lakes',
} as PairingView;

beforeEach(() => {
  vi.stubGlobal('fetch', async () => Response.json({}, { status: 503 }));
});

function show(pairing: PairingView) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <LifeCard pairing={pairing} viewer="overseer" />
      </IntlProvider>
    </QueryClientProvider>,
  );
}

test('in a closed cycle it is said that it ends by itself', () => {
  show({ ...lasting, ends_by_itself: true });
  screen.getByText('Dec 1, 2027. It ends by itself then, since its cycle is closed.');
});

test('in an open one only its last day is', () => {
  show({ ...lasting, ends_by_itself: false });
  screen.getByText('Dec 1, 2027');
});
