// A week is one stop of the Tab key: arrow keys walk, the space bar and a finger take and give back.
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import type { WeeklyHours } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { ensureMessages, speak } from '../../shared/i18n/catalogue';
import { Language } from '../../shared/i18n/Language';
import { AvailabilityField } from './AvailabilityField';

const schema = z.object({ available_hours: z.array(z.custom<WeeklyHours>()) });

function Week({ submit }: { submit: (values: object) => Promise<unknown> }) {
  const form = useAppForm({ schema, defaults: { available_hours: [] }, submit });
  return (
    <Language>
      <AppForm form={form} submitLabel="Save">
        <AvailabilityField name="available_hours" label="Hours" />
      </AppForm>
    </Language>
  );
}

const cell = (name: RegExp) => screen.getByRole<HTMLInputElement>('checkbox', { name });

beforeAll(async () => {
  await speak('en');
  await ensureMessages('matching');
});

test('a finger takes a part of a day, the keyboard the next one, and both are said as spans', async () => {
  const submit = vi.fn(async () => undefined);
  render(<Week submit={submit} />);
  await userEvent.click(cell(/^Monday, 9/));
  expect(cell(/^Monday, 9/)).toBe(document.activeElement);
  await userEvent.keyboard('{ArrowRight}{ArrowDown}[Space]');
  expect(cell(/^Tuesday, 12/).checked).toBe(true);
  screen.getByText('5 hours of the week.');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(submit).toHaveBeenCalledWith({
    available_hours: [
      { weekday: 'monday', from_hour: 9, to_hour: 12 },
      { weekday: 'tuesday', from_hour: 12, to_hour: 14 },
    ],
  });
});

test('one cell alone is a stop of the Tab key', () => {
  render(<Week submit={async () => undefined} />);
  const stops = screen
    .getAllByRole<HTMLInputElement>('checkbox')
    .filter((each) => each.tabIndex === 0);
  expect(stops).toHaveLength(1);
});

test('by the hour a part that was taken is whole hours, and one hour less is free in part', async () => {
  render(<Week submit={async () => undefined} />);
  await userEvent.click(cell(/^Friday, 9/));
  await userEvent.click(screen.getByRole('button', { name: 'Every hour' }));
  await userEvent.click(cell(/^Friday, 10 AM/));
  await userEvent.click(screen.getByRole('button', { name: 'Parts of the day' }));
  expect(cell(/^Friday, 9/).indeterminate).toBe(true);
});
