// Who sees one region reads its load, and that the next seat is a comparison of all.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import { LoadCard } from './LoadCard';
import words from './messages.en.json';

const lakes = {
  region_id: 'r',
  code: '03',
  name: 'Great Lakes',
  open_seats: 2,
  institutions: 4,
  staff: 10,
  institutions_without_staff: 1,
  people: 7,
  enrolments: 3,
  open_applications: 0,
  per_seat: 2,
};

function look(whole_network: boolean) {
  const next_seat = whole_network ? { region_ids: ['r'], why: 'heaviest' } : null;
  const answer = { measure: 'institutions', rule: '', whole_network, next_seat, regions: [lakes] };
  vi.stubGlobal('fetch', async () => Response.json(answer));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <LoadCard />
      </IntlProvider>
    </QueryClientProvider>,
  );
}

test('a coordinator reads what the own region carries, and no proposal', async () => {
  look(false);
  await screen.findByText('What your region carries');
  screen.getByText(/^You see your own part of the network here\./);
  screen.getAllByText('Great Lakes');
  expect(screen.queryByText('No region carries anything by this measure.')).toBeNull();
  expect(screen.queryByText('next seat here')).toBeNull();
});

test('the task force reads where the next seat belongs', async () => {
  look(true);
  await screen.findByText('Where the next seat belongs');
  screen.getByText(/Great Lakes: there each open seat carries most/);
  expect(screen.queryByText(/^You see your own part/)).toBeNull();
});
