// As long as pairs clash nothing is sent: that is said, each pair is counted once, and no letters are promised.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import type { RoundView } from '../../gen';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import dialogs from './dialogs/messages.en.json';
import words from './messages.en.json';
import PublishDialog from './PublishDialog';

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});

test('a pair that clashes twice is one pair, and nobody is written to', async () => {
  const clash = { proposal_id: 'p', mentor_name: 'Max', mentee_name: 'Ana', detail: '' };
  vi.stubGlobal('fetch', async () =>
    Response.json({
      proposals: 3,
      held_back: 0,
      mails: 6,
      people: 6,
      answer_within_days: 14,
      answer_by: '2027-03-15T12:00:00Z',
      clashes: [
        { ...clash, code: 'mentor_full' },
        { ...clash, code: 'mentee_taken' },
      ],
      people_changed: 0,
      letters: [],
    }),
  );
  const round = { id: 'r', cycle_id: 'c' } as RoundView;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words, ...dialogs }}>
        <PublishDialog round={round} approved={0} onClose={() => undefined} />
      </IntlProvider>
    </QueryClientProvider>,
  );
  await screen.findByText('1 of 3 pairs cannot be published:');
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  screen.getByText('Nobody is written to as long as this is so.');
  expect(screen.queryByText(/get a mail/)).toBeNull();
});
