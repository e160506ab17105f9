// Each complaint of the server stands at the row that it is about.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import type { InstitutionDetail } from '../../gen';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import IdentifiersDialog from './IdentifiersDialog';
import words from './messages.en.json';

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});

test('what the server refuses is said at its row', async () => {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(await request.json());
    const errors = [{ pointer: '/identifiers/1/value', code: 'ror', detail: 'No ROR id.' }];
    return Response.json({ title: 'Invalid', status: 422, errors }, { status: 422 });
  });
  const institution = {
    id: 'i1',
    version: 3,
    identifiers: [{ scheme: 'external', value: 'K-1' }],
  } as unknown as InstitutionDetail;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <IdentifiersDialog institution={institution} onClose={() => undefined} />
      </IntlProvider>
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByText('Add an identifier'));
  const row = within(await screen.findByRole('group', { name: 'Identifier 2', hidden: true }));
  await userEvent.type(row.getByLabelText('Value'), '03vek6s53');
  await userEvent.click(screen.getByText('Save'));
  await row.findByText('No ROR id.');
  expect(sent).toHaveLength(1);
});
