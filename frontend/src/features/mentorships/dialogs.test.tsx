// Pairing by hand empties both people with the cycle and says what cannot be read; a file is sent once, however quickly one presses.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import HandPairDialog from './HandPairDialog';
import ImportDialog from './ImportDialog';
import words from './messages.en.json';

vi.mock('@tanstack/react-router', () => ({ useNavigate: () => async () => undefined }));

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});

const cycles = ['Spring', 'Autumn'].map((name) => ({ id: name, name, state: 'mentoring' }));
const enrolled = (cycle: string) =>
  ['mentor', 'mentee'].map((role) => ({
    id: `${cycle}-${role}`,
    role,
    person_name: `${cycle} ${role}`,
    region_name: 'West',
    seats_held: 0,
    capacity: 1,
  }));
let failing = '';
let sent = 0;

async function serve(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (failing && pathname.endsWith(failing)) {
    return Response.json({ title: 'Busy' }, { status: 503 });
  }
  if (pathname.endsWith('/imports')) {
    sent += 1;
    return new Promise(() => undefined);
  }
  if (pathname.endsWith('/hand-check'))
    return Response.json({ possible: true, obstacles: [], warnings: [] });
  const cycle = /cycles\/(\w+)\/enrolments/.exec(pathname)?.[1];
  return Response.json({ items: cycle ? enrolled(cycle) : cycles, next_cursor: null });
}

function show(dialog: React.ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        {dialog}
      </IntlProvider>
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  failing = '';
  sent = 0;
  vi.stubGlobal('fetch', serve);
});

test('another cycle empties both people', async () => {
  show(<HandPairDialog onClose={() => undefined} />);
  const cycle = await screen.findByRole('combobox', { name: 'Cycle' });
  await userEvent.selectOptions(cycle, 'Spring');
  await userEvent.selectOptions(
    await screen.findByRole('combobox', { name: 'Mentee' }),
    'Spring-mentee',
  );
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Mentor' }), 'Spring-mentor');
  await userEvent.selectOptions(cycle, 'Autumn');
  await screen.findByRole('option', { name: 'Autumn mentee, West' });
  for (const name of ['Mentee', 'Mentor']) {
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name }).value).toBe('');
  }
  expect(screen.queryByText('They can be paired')).toBeNull();
});

test('cycles that cannot be read are asked for again', async () => {
  failing = '/cycles';
  show(<HandPairDialog onClose={() => undefined} />);
  const again = await screen.findByRole('button', { name: 'Try again' });
  failing = '';
  await userEvent.click(again);
  await screen.findByRole('combobox', { name: 'Cycle' });
});

test('people who cannot be read are said', async () => {
  failing = '/enrolments';
  show(<HandPairDialog onClose={() => undefined} />);
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Cycle' }), 'Spring');
  await screen.findByRole('button', { name: 'Try again' });
  expect(screen.queryByRole('combobox', { name: 'Mentee' })).toBeNull();
});

test('a file is sent once', async () => {
  show(<ImportDialog onClose={() => undefined} />);
  await screen.findByRole('option', { name: 'Spring' });
  await userEvent.selectOptions(screen.getByRole('combobox'), 'Spring');
  const file = new File(['mentor,mentee'], 'pairings.csv', { type: 'text/csv' });
  await userEvent.upload(screen.getByLabelText('CSV file'), file);
  const check = screen.getByRole('button', { name: words['mentorships.import.check'] });
  const now = screen.getByRole('button', { name: words['mentorships.import.now'] });
  // Both before the first shows.
  check.click();
  now.click();
  fireEvent.click(check);
  await waitFor(() => expect(sent).toBe(1));
  expect(now.getAttribute('aria-disabled')).toBe('true');
});
