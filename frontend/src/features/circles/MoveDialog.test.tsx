// Moving somebody: only where there is room, and what stands against it is said in words, the confidential only as 'not available'.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '../../shared/api/problem';
import shared from '../../shared/i18n/en.json';
import { IntlProvider } from '../../shared/i18n/intl';
import MoveDialog from './MoveDialog';
import words from './messages.en.json';
import { aCircle, aPlace } from './someCircles';

const add = vi.hoisted(() => vi.fn());
vi.mock('../../gen', () => ({ addCirclePlace: add }));

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close() {
    this.open = false;
  };
});
beforeEach(() => {
  add.mockReset();
});

const ana = aPlace({ person_name: 'Ana Flores' });
const own = aCircle({ name: 'Circle 1', places: [ana] });
const full = aCircle({ name: 'Circle 2', size_most: 4, places: [1, 2, 3, 4].map(() => aPlace()) });
const roomy = aCircle({ name: 'Circle 3', places: [aPlace()] });

function ask(circles = [own, full, roomy]) {
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IntlProvider locale="en" messages={{ ...shared, ...words }}>
        <MoveDialog person={ana} from={own} circles={circles} onClose={onClose} />
      </IntlProvider>
    </QueryClientProvider>,
  );
  return onClose;
}

const move = async () => {
  await userEvent.selectOptions(screen.getByRole('combobox', { name: /^Circle/ }), roomy.id);
  await userEvent.click(screen.getByRole('button', { name: 'Move' }));
};

const refusal = (...codes: string[]) =>
  new ApiProblem(
    {
      detail: 'No.',
      errors: codes.map((code) => ({ pointer: '/enrolment_id', code, detail: `Server: ${code}` })),
    },
    409,
  );

test('only circles with room are offered, and the move is made by the enrolment', async () => {
  add.mockResolvedValue({ data: roomy });
  const onClose = ask();
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
    'Choose',
    'Circle 3 (1 of 8)',
  ]);
  await move();
  expect(add).toHaveBeenCalledWith({
    path: { id: roomy.id },
    body: { enrolment_id: ana.enrolment_id },
  });
  expect(onClose).toHaveBeenCalled();
});

test('what stands against it is said, and another circle can be chosen', async () => {
  add.mockRejectedValue(refusal('same_employer', 'not_available', 'not_available', 'newer'));
  const onClose = ask();
  await move();
  expect([...screen.getByRole('alert').children].map(({ textContent }) => textContent)).toEqual([
    'Ana Flores works at the same institution as somebody in this circle.',
    'Ana Flores is not available for this circle.',
    'Server: newer',
  ]);
  expect(onClose).not.toHaveBeenCalled();
});

test('a failure that is no refusal is shown as such', async () => {
  add.mockRejectedValue(new ApiProblem({ detail: 'Later.' }, 503));
  ask();
  await move();
  expect(screen.getByRole('alert').textContent).toContain('Later.');
});

test('without room anywhere the button says so', () => {
  ask([own, full]);
  screen.getByText('No other circle has room.');
});
