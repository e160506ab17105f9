// The letters of a round: what is wrong is said and can be tried again, and no pairs are no letters.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { test, vi } from 'vitest';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import dialogs from './dialogs/messages.en.json';
import words from './messages.en.json';
import { PublishLetters } from './PublishLetters';

const pair = { id: 'p', mentor_name: 'Max', mentee_name: 'Ana' };
const letter = { as: 'mentee', to_name: 'Ana', subject: 'A mentor', body: 'Hello Ana,' };

function look(answer: (path: string) => Response) {
  vi.stubGlobal('fetch', async (request: Request) => answer(new URL(request.url).pathname));
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <IntlProvider locale="en" messages={{ ...shared, ...words, ...dialogs }}>
        <PublishLetters round="r" onlyApproved={false} />
      </IntlProvider>
    </QueryClientProvider>,
  );
}
const pairs = (items: object[]) => Response.json({ items, next_cursor: null });

test('pairs that cannot be read are said, and asked for again', async () => {
  let fails = true;
  look((path) => {
    if (fails) return Response.json({ title: 'Busy' }, { status: 503 });
    return path.endsWith('/proposals') ? pairs([pair]) : Response.json({ letters: [letter] });
  });
  const again = await screen.findByRole('button', { name: 'Try again' });
  fails = false;
  await userEvent.click(again);
  await screen.findByText('Hello Ana,');
});

test('without pairs it is said that there is nothing', async () => {
  look(() => pairs([]));
  await screen.findByText('The round has no pairs to publish.');
});
