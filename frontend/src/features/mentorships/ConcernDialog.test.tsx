// Whoever raises a concern chooses among those whom it may be about, and knows beforehand who reads it.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Suspense } from 'react';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { PairingView } from '../../gen';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import ConcernDialog from './ConcernDialog';
import words from './messages.en.json';

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});

const people = [
  { id: 'ana', name: 'Ana Flores', kind: 'other_of_the_pair', readers: ['Kim Osei', 'Lee Park'] },
  { id: 'max', name: 'Max Roth', kind: 'coordinator', readers: ['Kim Osei', 'Lee Park'] },
  { id: 'kim', name: 'Kim Osei', kind: 'recipient', readers: [] },
];
let sent: unknown[] = [];

beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'GET') return Response.json({ people, readers: ['Kim Osei'] });
    sent.push(await request.json());
    return Response.json({ id: '1', state: 'open', recipients: ['Kim Osei'] }, { status: 201 });
  });
  const pairing = { id: 'pairing', my_side: 'mentee' } as PairingView;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <Suspense>
          <ConcernDialog pairing={pairing} onClose={() => undefined} />
        </Suspense>
      </IntlProvider>
    </QueryClientProvider>,
  );
});

test('who reads it is said for each, also when nobody is left', async () => {
  await userEvent.click(await screen.findByRole('radio', { name: 'Ana Flores' }));
  screen.getByText('Kim Osei and Lee Park read it, and nobody else.');
  await userEvent.click(screen.getByRole('radio', { name: 'Kim Osei, reads concerns' }));
  screen.getByText(/^Nobody is left who may read this/);
  await userEvent.click(screen.getByRole('radio', { name: 'Somebody or something else' }));
  screen.getByText('Kim Osei reads it, and nobody else.');
});

test('whom it is about is sent', async () => {
  await userEvent.click(await screen.findByRole('radio', { name: 'Max Roth, coordinator' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'What happened' }), 'A worry.');
  await userEvent.click(screen.getByRole('button', { name: 'Send the concern' }));
  const body = { pairing_id: 'pairing', about_person_id: 'max', text: 'A worry.' };
  await waitFor(() => expect(sent).toEqual([body]));
});
