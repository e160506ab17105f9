// A meeting is planned at a time where the person is, and sent as an instant; moving one begins with what it is now.
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type PlannedMeetingView, planMeeting, updatePlannedMeeting } from '../../gen';
import { ensureMessages, speak } from '../../shared/i18n/catalogue';
import { Language } from '../../shared/i18n/Language';
import { TimeZoneContext } from '../../shared/i18n/timeZone';
import PlanMeetingDialog from './PlanMeetingDialog';

vi.mock('../../gen', () => ({
  planMeeting: vi.fn(async () => ({})),
  updatePlannedMeeting: vi.fn(async () => ({})),
}));

beforeAll(async () => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
  await speak('en');
  await ensureMessages('mentorships');
});

beforeEach(() => {
  vi.mocked(planMeeting).mockClear();
});

const closed = vi.fn();

function open(meeting?: PlannedMeetingView) {
  render(
    <Language>
      <TimeZoneContext value="America/Chicago">
        <PlanMeetingDialog pairing={{ id: 'p' }} meeting={meeting} onClose={closed} />
      </TimeZoneContext>
    </Language>,
  );
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const when = () => screen.getByLabelText<HTMLInputElement>(/Day and time/);

test('a time in the own zone goes out as an instant', async () => {
  open();
  screen.getByText('Your time zone: America/Chicago');
  fireEvent.change(when(), { target: { value: '2027-03-15T14:00' } });
  await press('Plan a meeting');
  expect(planMeeting).toHaveBeenCalledWith({
    path: { id: 'p' },
    body: {
      starts_at: '2027-03-15T19:00:00.000Z',
      duration_minutes: 45,
      link: null,
      place: null,
      note: null,
    },
  });
});

test('a link that is not secure and a length out of range are refused', async () => {
  open();
  fireEvent.change(when(), { target: { value: '2027-03-15T14:00' } });
  await userEvent.type(screen.getByLabelText(/Link of a video call/), 'http://meet.example');
  const minutes = screen.getByLabelText(/Minutes/);
  await userEvent.clear(minutes);
  await userEvent.type(minutes, '10');
  await press('Plan a meeting');
  await screen.findByText('Write a number from 15 to 480.');
  await screen.findByText('Write an address that begins with https://.');
  expect(planMeeting).not.toHaveBeenCalled();
});

test('moving begins with what it is, and sends the version that was seen', async () => {
  open({
    id: 'm',
    pairing_id: 'p',
    starts_at: '2027-03-15T19:00:00Z',
    ends_at: '2027-03-15T20:00:00Z',
    duration_minutes: 60,
    place: null,
    link: 'https://meet.example/room',
    note: null,
    planned_by: 'a',
    state: 'planned',
    meeting_id: null,
    sequence: 1,
    version: 3,
  });
  expect(when().value).toBe('2027-03-15T14:00');
  await press('Save');
  expect(updatePlannedMeeting).toHaveBeenCalledWith({
    path: { id: 'm' },
    headers: { 'If-Match': '"3"' },
    body: expect.objectContaining({
      starts_at: '2027-03-15T19:00:00.000Z',
      duration_minutes: 60,
      link: 'https://meet.example/room',
    }),
  });
});
