// How long two may go without a meeting is what the network has settled, not what this page thinks.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { PairingView } from '../../gen';
import { addDays, todayInUtc } from '../../shared/i18n/days';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import { LastMet } from './LastMet';
import words from './messages.en.json';

vi.mock('../../shared/i18n/timeZone', () => ({ useTimeZone: () => 'UTC' }));

async function silent(last_met_on: string | null, rules: object): Promise<string | null> {
  const asked = vi.fn(async () => Response.json(rules, { headers: { etag: '"1"' } }));
  vi.stubGlobal('fetch', asked);
  const started_on = addDays(todayInUtc(), -20);
  const pairing = { state: 'active', started_on, last_met_on } as PairingView;
  const { container } = render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <LastMet pairing={pairing} />
      </IntlProvider>
    </QueryClientProvider>,
  );
  expect(screen.queryByText(/without a meeting/)).toBeNull();
  await waitFor(() => expect(asked).toHaveBeenCalled());
  await new Promise((soon) => setTimeout(soon, 20));
  return container.textContent;
}

test('a first meeting is late after the days of the rules', async () => {
  expect(await silent(null, { first_contact_days: 19, meeting_days: 45 })).toContain(
    '20 days without a meeting',
  );
});

test('and not before', async () => {
  expect(await silent(null, { first_contact_days: 20, meeting_days: 1 })).not.toContain('without');
});

test('the next one by its own days', async () => {
  const last = addDays(todayInUtc(), -5);
  expect(await silent(last, { first_contact_days: 1, meeting_days: 4 })).toContain(
    '5 days without a meeting',
  );
});
