// What somebody chooses is sent as a whole, with the version they saw; hours out of range are refused before that.
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { putNotificationPreferences } from '../../gen';
import { ensureMessages, speak } from '../../shared/i18n/catalogue';
import { Language } from '../../shared/i18n/Language';
import { NotificationsForm } from './NotificationsForm';

vi.mock('../../gen', () => ({ putNotificationPreferences: vi.fn(async () => ({})) }));

const value = {
  nudges: 'weekly' as const,
  reminders: true,
  reminder_hours: 24,
  quiet_from: '21:00',
  quiet_to: '08:00',
  time_zone: 'America/New_York',
  version: 0,
};

beforeAll(async () => {
  await speak('en');
  await ensureMessages('identity');
});

beforeEach(() => {
  vi.mocked(putNotificationPreferences).mockClear();
  render(
    <Language>
      <NotificationsForm preferences={{ value, etag: '"0"' }} />
    </Language>,
  );
});

const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

test('the choice goes out with the version that was seen', async () => {
  await userEvent.click(screen.getByRole('radio', { name: 'None' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Remind me of planned meetings' }));
  screen.getByText(/Your time zone: America\/New York/);
  await save();
  expect(putNotificationPreferences).toHaveBeenCalledWith({
    headers: { 'If-Match': '"0"' },
    body: {
      nudges: 'none',
      reminders: false,
      reminder_hours: 24,
      quiet_from: '21:00',
      quiet_to: '08:00',
    },
  });
});

test('hours out of range are refused at their field', async () => {
  const hours = screen.getByRole('textbox', { name: /Hours before a meeting/ });
  await userEvent.clear(hours);
  await userEvent.type(hours, '73');
  await save();
  await screen.findByText('Write a number from 1 to 72.');
  expect(putNotificationPreferences).not.toHaveBeenCalled();
});
