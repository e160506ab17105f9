// What others did is said from codes, in the person's language: never in the sentences of the API.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { IntlProvider } from '../../shared/i18n/intl';
import english from './messages.en.json';
import spanish from './messages.es.json';
import type { Bench } from './useWorkbench';
import { WorkbenchBehind } from './WorkbenchBehind';

const lock = {
  id: 'step',
  seq: 4,
  kind: 'lock',
  mentor: { name: 'Max' },
  mentee: { name: 'Ana' },
  made_by_name: 'Kim',
};
const refusal = [
  { seq: 4, code: 'lock' },
  { seq: 5, code: 'undo' },
  { seq: 6, code: 'veto' },
];

function look(locale: 'en' | 'es', bench: object) {
  vi.stubGlobal('fetch', async () => Response.json({ items: [lock], next_cursor: null }));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale={locale} messages={locale === 'en' ? english : spanish}>
        <WorkbenchBehind
          bench={{ round: { id: 'r' }, seen: 3, view: { seq: 6 }, ...bench } as unknown as Bench}
        />
      </IntlProvider>
    </QueryClientProvider>,
  );
}
const said = async () => (await screen.findAllByRole('listitem')).map((item) => item.textContent);

test('steps by name, what was taken back and what more there is by number', async () => {
  look('en', { refusal });
  expect(await said()).toEqual([
    'Kim: Locked Ana with Max',
    'A step was taken back.',
    'One more step.',
  ]);
});

test('in Spanish too', async () => {
  look('es', { refusal });
  expect((await said()).slice(1)).toEqual(['Se deshizo un paso.', 'Un paso más.']);
});

test('what is only noticed is counted', async () => {
  look('en', { refusal: [] });
  expect(await said()).toEqual(['Kim: Locked Ana with Max', '2 more steps.']);
});
