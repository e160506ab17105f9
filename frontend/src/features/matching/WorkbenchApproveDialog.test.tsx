// Many are approved by their ids: those that were shown when it was asked, whatever filters stand.
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import words from './messages.en.json';
import type { BenchList } from './useBenchList';
import type { Bench } from './useWorkbench';
import WorkbenchApproveDialog from './WorkbenchApproveDialog';

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});

const rows = [
  { id: 'a', approved: false, points: 70 },
  { id: 'b', approved: true, points: 90 },
  { id: 'c', approved: false, points: 40 },
];

function ask(filters: object, shown = rows) {
  const approve = vi.fn(async (_: boolean, ids: readonly string[]) => ids.length);
  const list = { rows: shown, narrowed: false, filters, pairs: { more: false, all: shown } };
  render(
    <IntlProvider locale="en" messages={{ ...shared, ...words }}>
      <WorkbenchApproveDialog
        bench={{ approve } as unknown as Bench}
        list={list as unknown as BenchList}
        onClose={() => undefined}
      />
    </IntlProvider>,
  );
  return approve;
}

test.each([{}, { region_id: 'r' }, { state: 'proposed', show: 'locked' }])(
  'under the filters %o the ids that are shown are approved',
  async (filters) => {
    const approve = ask(filters);
    screen.getByText(/^2 pairs are not approved yet\./);
    await userEvent.click(screen.getByRole('button', { name: 'Approve 2 pairs' }));
    expect(approve).toHaveBeenCalledWith(true, ['a', 'c']);
  },
);

test('only those with enough points, and one is said as one', async () => {
  const approve = ask({});
  await userEvent.type(screen.getByRole('textbox'), '50');
  await userEvent.click(screen.getByRole('button', { name: 'Approve 1 pair' }));
  expect(approve).toHaveBeenCalledWith(true, ['a']);
});
