// Every chart can be read as a table, says what is withheld, and the map knows every jurisdiction once.
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import { speak } from '../i18n/catalogue';
import { Language } from '../i18n/Language';
import { BarDistribution } from './BarDistribution';
import { TILES } from './jurisdictions';

beforeAll(async () => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  await speak('en');
});

test('a distribution becomes a table; withheld is not zero', async () => {
  render(
    <Language>
      <BarDistribution
        title="I know whom to ask"
        n={50}
        items={[
          { code: '2', label: 'Agree', count: 40 },
          { code: '1', label: 'Disagree', count: null },
        ]}
      />
    </Language>,
  );
  expect(screen.getByText('50 answered; most often ‘Agree’ (80%).')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /Show as a table/ }));
  const table = screen.getByRole('table', { name: 'I know whom to ask' });
  expect(within(table).getByRole('row', { name: 'Agree 40 80%' })).toBeTruthy();
  expect(within(table).getByRole('row', { name: 'Disagree withheld withheld' })).toBeTruthy();
});

test('the map has 50 states, DC and five territories, no two in one place', () => {
  expect(Object.keys(TILES)).toHaveLength(56);
  const places = Object.values(TILES).map(([column, row]) => `${column} ${row}`);
  expect(new Set(places).size).toBe(56);
});
