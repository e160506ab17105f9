// A table names its rows, sorts by its heads, and says what to do when it is empty.
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import { speak } from '../i18n/catalogue';
import { Language } from '../i18n/Language';
import { DataTable } from './DataTable';

const columns = [
  { id: 'name', header: 'Region', sort: 'name', cell: (row: { name: string }) => row.name },
  { id: 'seats', header: 'Seats', numeric: true, cell: () => '2' },
];
const table = (rows: Array<{ name: string }>, sort: string, onSort: (sort: string) => void) => (
  <Language>
    <DataTable
      caption="Regions"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.name}
      sort={sort}
      onSort={onSort}
      empty={<p>Draw the first region.</p>}
    />
  </Language>
);

beforeAll(() => speak('en'));

test('the caption names it, the first column names the rows', () => {
  render(table([{ name: 'Plains' }], 'name', () => undefined));
  const found = screen.getByRole('table', { name: 'Regions' });
  expect(within(found).getByRole('rowheader', { name: 'Plains' })).toBeTruthy();
});

test('a head sorts up, then down', async () => {
  const onSort = vi.fn();
  const { rerender } = render(table([{ name: 'Plains' }], '', onSort));
  // Without style sheets the plain head, which is for phones, is there too.
  const head = () => screen.getByRole('columnheader', { name: /^Region/ });
  expect(head().getAttribute('aria-sort')).toBe('none');
  await userEvent.click(within(head()).getByRole('button'));
  expect(onSort).toHaveBeenLastCalledWith('name');
  rerender(table([{ name: 'Plains' }], 'name', onSort));
  expect(head().getAttribute('aria-sort')).toBe('ascending');
  await userEvent.click(within(head()).getByRole('button'));
  expect(onSort).toHaveBeenLastCalledWith('-name');
});

test('an empty list says what to do next instead of showing heads', () => {
  render(table([], '', () => undefined));
  expect(screen.queryByRole('table')).toBeNull();
  expect(screen.getByText('Draw the first region.')).toBeTruthy();
});
