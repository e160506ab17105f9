// A person is found by typing and chosen by keyboard; typing again means nobody until somebody is chosen.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { speak } from '../i18n/catalogue';
import { Language } from '../i18n/Language';
import { AppForm } from './AppForm';
import { PersonField } from './PersonField';
import { z } from './schema';
import { useAppForm } from './useAppForm';

const asked: string[] = [];
const people = [
  { id: 'p1', name: 'Ana Flores', email: 'ana@library.example' },
  { id: 'p2', name: 'Anan Okafor', email: 'anan@library.example' },
];
const schema = z.object({ owner_id: z.nullable(z.string()) });

function Milestone({ submit }: { submit: (values: object) => Promise<unknown> }) {
  const form = useAppForm({ schema, defaults: { owner_id: 'p9' }, submit });
  return (
    <AppForm form={form} submitLabel="Save">
      <PersonField
        name="owner_id"
        label="Owner"
        required={false}
        known={{ id: 'p9', name: 'Ben' }}
      />
    </AppForm>
  );
}

function show(submit: (values: object) => Promise<unknown>) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Language>
        <Milestone submit={submit} />
      </Language>
    </QueryClientProvider>,
  );
  return screen.getByRole<HTMLInputElement>('combobox', { name: /Owner/ });
}

beforeAll(() => speak('en'));
beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(new URL(request.url).searchParams.get('q') ?? '');
    return Response.json({ items: people, next_cursor: null });
  });
});

test('the second of those found is chosen by keyboard', async () => {
  const submit = vi.fn(async () => undefined);
  const input = show(submit);
  expect(input.value).toBe('Ben');
  await userEvent.clear(input);
  await userEvent.type(input, 'ana');
  await screen.findByRole('option', { name: /Anan Okafor/ });
  expect(asked).toEqual(['ana']);
  expect(input.getAttribute('aria-expanded')).toBe('true');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(input.value).toBe('Anan Okafor');
  expect(screen.queryByRole('option')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(submit).toHaveBeenCalledWith({ owner_id: 'p2' });
});

test('typing over a choice leaves nobody chosen', async () => {
  const submit = vi.fn(async () => undefined);
  const input = show(submit);
  await userEvent.type(input, 'x');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(submit).toHaveBeenCalledWith({ owner_id: null });
});
