// Thousands may be listed; few are drawn, and each can be left out by a press or a key.
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ReachedPerson } from '../../gen';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import words from './messages.en.json';
import { RecipientPicker } from './RecipientPicker';

// The list measures itself; jsdom lays nothing out.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(320);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(44);
});

const people: ReachedPerson[] = Array.from({ length: 3000 }, (_, at) => ({
  person_id: `p${at}`,
  person_name: at === 2999 ? 'Zoë Last' : `Person ${at}`,
  region_name: 'Great Lakes',
}));

function Picking() {
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  return (
    <IntlProvider locale="en" messages={{ ...shared, ...words }}>
      <RecipientPicker people={people} off={off} onChange={setOff} />
    </IntlProvider>
  );
}

const said = () => screen.getByRole('status').textContent;

test('all are chosen at first, few are drawn, and a press leaves one out', () => {
  render(<Picking />);
  expect(said()).toContain('3,000 of 3,000');
  const rows = screen.getAllByRole('option');
  expect(rows.length).toBeLessThan(60);
  fireEvent.click(rows[0] as HTMLElement);
  expect(rows[0]?.getAttribute('aria-selected')).toBe('false');
  expect(said()).toContain('2,999 of 3,000');
});

test('the keys walk and check, and none and all are one press', () => {
  render(<Picking />);
  const list = screen.getByRole('listbox');
  fireEvent.keyDown(list, { key: 'ArrowDown' });
  fireEvent.keyDown(list, { key: ' ' });
  expect(screen.getAllByRole('option')[1]?.getAttribute('aria-selected')).toBe('false');
  fireEvent.click(screen.getByRole('button', { name: 'None' }));
  expect(said()).toContain('0 of 3,000');
  fireEvent.click(screen.getByRole('button', { name: 'All' }));
  expect(said()).toContain('3,000 of 3,000');
});

test('who is found by name is turned on alone', async () => {
  render(<Picking />);
  fireEvent.click(screen.getByRole('button', { name: 'None' }));
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'zoe' } });
  await waitFor(() => screen.getByRole('button', { name: 'All found' }));
  fireEvent.click(screen.getByRole('button', { name: 'All found' }));
  expect(said()).toContain('1 of 3,000');
});
