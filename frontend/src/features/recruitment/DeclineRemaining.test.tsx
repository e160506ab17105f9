// Nothing is declined before it was seen whom it concerns and what they will read.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { OpeningDetail } from '../../gen';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import { DeclineRemaining } from './DeclineRemaining';
import words from './messages.en.json';
import { RemainingNote } from './RemainingNote';

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});

let asked: Array<{ reason: string; tell_applicants: boolean; dry_run: boolean }> = [];

const answer = (dry_run: boolean) => ({
  dry_run,
  declined: [
    { application_id: 'a', name: 'Ana Flores', state: 'in_review' },
    { application_id: 'b', name: 'Bo Lind', state: 'submitted' },
  ],
  left: [{ application_id: 'c', name: 'Cy Reed', because: 'recused' }],
  mail: { subject: 'Your application', body: 'Hello Ana Flores' },
});

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const body = await request.json();
    asked.push(body);
    return Response.json(answer(body.dry_run));
  });
});

const opening = { id: 'o', state: 'filled', undecided: 3 } as OpeningDetail;

const shown = (what: React.ReactNode) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        {what}
      </IntlProvider>
    </QueryClientProvider>,
  );

test('the reason, then whom it concerns, then the act', async () => {
  const closed = vi.fn();
  const user = userEvent.setup();
  shown(<DeclineRemaining opening={opening} onClose={closed} />);
  await user.type(await screen.findByLabelText(/Reason/), 'Both seats are filled.');
  await user.click(screen.getByRole('button', { name: 'See whom it concerns' }));
  await screen.findByText(/^2 applications are declined, and each applicant gets this mail/);
  screen.getByText('Bo Lind');
  screen.getByText('Hello Ana Flores');
  screen.getByText('Cy Reed: you have stepped back from this one, somebody else decides');
  expect(asked.map(({ dry_run }) => dry_run)).toEqual([true]);
  await user.click(screen.getByRole('button', { name: 'Decline 2 applications' }));
  await waitFor(() => expect(closed).toHaveBeenCalled());
  expect(asked[1]).toEqual({
    reason: 'Both seats are filled.',
    tell_applicants: true,
    dry_run: false,
  });
});

test('without a reason nothing is asked', async () => {
  const user = userEvent.setup();
  shown(<DeclineRemaining opening={opening} onClose={() => undefined} />);
  await user.click(await screen.findByRole('button', { name: 'See whom it concerns' }));
  await screen.findByText('This is needed.');
  expect(asked).toEqual([]);
});

test.each([
  ['filled', 3, true],
  ['filled', 0, false],
  // A reviewer is not told.
  ['filled', null, false],
  ['published', 3, false],
] as const)('the note of a %s opening with %s undecided stands: %s', (state, undecided, stands) => {
  shown(<RemainingNote opening={{ ...opening, state, undecided }} />);
  expect(screen.queryByRole('button', { name: 'Decline the remaining' }) !== null).toBe(stands);
});
