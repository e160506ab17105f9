// What whoever raised a concern is told goes apart from the note, and nothing goes when nothing is written.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ConcernView } from '../../gen';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import CloseConcernDialog from './CloseConcernDialog';
import words from './messages.en.json';

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});

let sent: unknown[] = [];

beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(await request.json());
    return Response.json({});
  });
  const concern = { id: 'concern', pairing_id: 'pairing', raised_by_name: 'Ben Okafor' };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <CloseConcernDialog concern={concern as ConcernView} onClose={() => undefined} />
      </IntlProvider>
    </QueryClientProvider>,
  );
});

const told = () => screen.getByRole('textbox', { name: /What the person who raised it is told/ });
const close = async () => {
  await userEvent.click(screen.getByRole('radio', { name: 'The person was advised' }));
  await userEvent.click(screen.getByRole('button', { name: 'Close the concern' }));
};

test('what they are told is sent beside the note', async () => {
  await userEvent.type(told(), 'We have spoken with both.');
  await close();
  const told_to_reporter = 'We have spoken with both.';
  await waitFor(() => expect(sent).toEqual([{ outcome: 'advised', note: null, told_to_reporter }]));
});

test('blanks are nothing', async () => {
  await userEvent.type(told(), '  ');
  await close();
  await waitFor(() =>
    expect(sent).toEqual([{ outcome: 'advised', note: null, told_to_reporter: null }]),
  );
});

test('too much is refused before it is sent', async () => {
  await userEvent.click(told());
  await userEvent.paste('x'.repeat(2001));
  await close();
  await waitFor(() => expect(told().getAttribute('aria-invalid')).toBe('true'));
  expect(sent).toEqual([]);
});
