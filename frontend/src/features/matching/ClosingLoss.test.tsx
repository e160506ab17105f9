// The question before a cycle is closed says in figures what ends; that they cannot be read does not keep it open.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { CycleView } from '../../gen';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import { CycleSteps } from './CycleSteps';
import words from './messages.en.json';

vi.mock('../../shared/auth/useMe', () => ({ useCan: () => true }));

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});

let answer: () => Response;
let asked: string[] = [];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`);
    return request.method === 'GET' ? answer() : Response.json({});
  });
});

async function ask(choice: RegExp) {
  const cycle = { id: 'spring', name: 'Spring', state: 'mentoring' };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <CycleSteps
          cycle={{ ...cycle, next_states: ['matching', 'closed'] } as unknown as CycleView}
        />
      </IntlProvider>
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: choice }));
}

const figures = (
  pairings_ending: number,
  meetings_called_off: number,
  pairings_lasting: number,
  lasting_until: string | null = null,
  circles_ending = 0,
) =>
  Response.json({
    pairings_ending,
    meetings_called_off,
    pairings_lasting,
    lasting_until,
    circles_ending,
  });

test('what ends, what is called off and what stays is named', async () => {
  answer = () => figures(41, 1, 3, '2027-12-01', 6);
  await ask(/^Move on to: /);
  await screen.findByText(/^41 pairings end with the cycle/);
  screen.getByText('1 planned meeting is called off.');
  screen.getByText(/^3 pairings last beyond the cycle and end by themselves.* on Dec 1, 2027\.$/);
  screen.getByText(/^6 peer circles end with the cycle/);
});

test('one that stays is said with its own day', async () => {
  answer = () => figures(0, 0, 1, '2027-12-01');
  await ask(/^Move on to: /);
  await screen.findByText(/^1 pairing lasts .* its own last day, Dec 1, 2027\.$/);
});

test('nothing is said as nothing', async () => {
  answer = () => figures(0, 0, 0);
  await ask(/^Move on to: /);
  await screen.findByText('No pairing ends with the cycle.');
  screen.getByText('No planned meeting is called off.');
  screen.getByText('No pairing lasts beyond the cycle.');
  screen.getByText('No peer circle ends with the cycle.');
});

test('a failure is said, and the cycle can be closed all the same', async () => {
  answer = () => Response.json({ title: 'Busy' }, { status: 503 });
  await ask(/^Move on to: /);
  await screen.findByText(/You can close the cycle all the same/);
  const dialog = within(screen.getByRole('alertdialog'));
  await userEvent.click(dialog.getByRole('button', { name: /^Move on to: / }));
  expect(asked).toEqual(['GET /cycles/spring/closing-preview', 'POST /cycles/spring/state']);
});

test('another move asks for no figures', async () => {
  answer = () => figures(1, 1, 1);
  await ask(/^Back to: /);
  expect(asked).toEqual([]);
});
