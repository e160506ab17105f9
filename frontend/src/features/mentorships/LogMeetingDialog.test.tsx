// A meeting that was logged is corrected where it stands: the form begins with what it says, and names the version that was read.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import type { MeetingView, PairingView } from '../../gen';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import LogMeetingDialog from './LogMeetingDialog';
import words from './messages.en.json';

vi.mock('@tanstack/react-router', () => ({ useNavigate: () => async () => undefined }));
vi.mock('../../shared/i18n/timeZone', () => ({ useTimeZone: () => 'UTC' }));

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});

test('a correction begins with what was logged and changes that one', async () => {
  const sent: Request[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(request.clone());
    return Response.json({});
  });
  const closed = vi.fn();
  const meeting = {
    id: 'm1',
    held_on: '2027-03-01',
    duration_minutes: 45,
    channel: 'phone',
    shared_note: 'Next: the budget.',
    version: 3,
  } as MeetingView;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <LogMeetingDialog
          pairing={{ id: 'p1' } as PairingView}
          meeting={meeting}
          onClose={closed}
        />
      </IntlProvider>
    </QueryClientProvider>,
  );
  const minutes = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Minutes' });
  expect(minutes.value).toBe('45');
  await userEvent.clear(minutes);
  await userEvent.type(minutes, '60');
  await userEvent.clear(screen.getByRole('textbox', { name: /^Shared note/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(closed).toHaveBeenCalled());
  const change = sent.find(({ method }) => method === 'PATCH');
  expect(change && new URL(change.url).pathname).toMatch(/\/meetings\/m1$/);
  expect(change?.headers.get('if-match')).toBe('"3"');
  expect(await change?.json()).toEqual({
    held_on: '2027-03-01',
    duration_minutes: 60,
    channel: 'phone',
    shared_note: null,
  });
});
