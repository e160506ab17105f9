// Before two institutions of different regions become one, it is said who goes where and what stays.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import MergeDialog from './MergeDialog';
import words from './messages.en.json';

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});

const preview = (region_move: object | null) => ({
  duplicate: { id: 'd', name: 'Ohio College' },
  identifiers: [],
  people: 7,
  affiliations: 0,
  enrolments: 0,
  memberships: 0,
  region_move,
  first_people: ['Ana Flores'],
  enrolments_stay: 0,
  pairings_stay: 1,
});

function look(region_move: object | null) {
  vi.stubGlobal('fetch', async () => Response.json(preview(region_move)));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <MergeDialog
          survivor={{ id: 's', name: 'Oregon College' }}
          duplicate={{ id: 'd', name: 'Ohio College' }}
          onClose={() => undefined}
        />
      </IntlProvider>
    </QueryClientProvider>,
  );
}

test('a merge across regions tells who goes where and what stays', async () => {
  look({
    from_region_name: 'Great Lakes',
    to_region_name: 'Far West',
    people: 2,
    enrolments: 1,
    roles: 2,
  });
  await screen.findByText('2 people go from Great Lakes to Far West');
  screen.getByText('Among them: Ana Flores');
  screen.getByText(/^With them: 2 roles .* 1 enrolment in cycles that still take people$/);
  screen.getByText(/^Stays with Great Lakes: 1 open pairing, no enrolment/);
});

test('within one region nothing is said of regions', async () => {
  look(null);
  await screen.findByText('7 people who work there');
  expect(screen.queryByText('The two lie in different regions')).toBeNull();
});
