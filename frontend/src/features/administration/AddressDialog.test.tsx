// An address is sent with the version that was read; the same one again is sent too, since that says that it takes mail.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { PersonView } from '../../gen';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import { AddressDialog } from './AddressDialog';
import words from './messages.en.json';

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});

const ANA = { id: 'ana', name: 'Ana', email: 'ana@libary.example' } as PersonView;
let sent: unknown[] = [];
let answer: (body: { email: string }) => Response;

beforeEach(() => {
  sent = [];
  answer = (body) => Response.json({ ...ANA, ...body });
  vi.stubGlobal('fetch', async (request: Request) => {
    const body = await request.json();
    sent.push([request.method, request.headers.get('if-match'), body]);
    return answer(body);
  });
});

async function save(email: string | null) {
  const closed = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <AddressDialog found={{ value: ANA, etag: '"3"' }} onClose={closed} />
      </IntlProvider>
    </QueryClientProvider>,
  );
  const field = screen.getByRole('textbox', { name: /^Email/ });
  if (email !== null) {
    await userEvent.clear(field);
    await userEvent.type(field, email);
  }
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  return closed;
}

test('another address goes out with the version that was read', async () => {
  const closed = await save('ana@library.example');
  await waitFor(() => expect(closed).toHaveBeenCalled());
  expect(sent).toEqual([['PATCH', '"3"', { email: 'ana@library.example' }]]);
});

test('so does the same one', async () => {
  const closed = await save(null);
  await waitFor(() => expect(closed).toHaveBeenCalled());
  expect(sent).toEqual([['PATCH', '"3"', { email: ANA.email }]]);
});

test('one that somebody else has is said at the field, and the dialog stays', async () => {
  const taken = { pointer: '/email', code: 'taken', detail: 'Another account has this address.' };
  answer = () =>
    Response.json(
      { title: 'Wrong', status: 422, errors: [taken] },
      { status: 422, headers: { 'content-type': 'application/problem+json' } },
    );
  const closed = await save('bo@library.example');
  await screen.findByText(/Another account has this address/);
  expect(closed).not.toHaveBeenCalled();
});
