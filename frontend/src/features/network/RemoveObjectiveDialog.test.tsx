// Before an objective leaves the plan, everything that goes with it is named; without anything nothing is asked to go along.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import type { MeasuredIndicatorView, MilestoneView, PlannedObjectiveView } from '../../gen';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import words from './messages.en.json';
import { RemoveObjectiveDialog } from './RemoveObjectiveDialog';

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});

const objective = { id: 'o', title: 'Entered twice', version: 3 } as PlannedObjectiveView;
const milestone = { id: 'm', title: 'Openings published' } as MilestoneView;
const indicator = { id: 'i', title: null, figure: 'guides' } as MeasuredIndicatorView;

function look(milestones: MilestoneView[], indicators: MeasuredIndicatorView[]) {
  const asked: Request[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(request);
    return new Response(null, { status: 204 });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <RemoveObjectiveDialog
          objective={objective}
          milestones={milestones}
          indicators={indicators}
          onClose={() => undefined}
        />
      </IntlProvider>
    </QueryClientProvider>,
  );
  return asked;
}

test('what goes with an objective is named, and its version is sent', async () => {
  const asked = look([milestone], [indicator]);
  screen.getByText('Openings published');
  screen.getByText('Guides');
  fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(asked.length).toBe(1));
  expect(asked[0]?.method).toBe('DELETE');
  expect(asked[0]?.url).toContain('/objectives/o?with_contents=true');
  expect(asked[0]?.headers.get('If-Match')).toBe('"3"');
});

test('an objective without anything goes alone', async () => {
  const asked = look([], []);
  screen.getByText('Nothing hangs on it. It cannot be brought back.');
  fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(asked[0]?.url).toContain('with_contents=false'));
});
