// A form refuses what the schema refuses, and puts the server's complaints where they belong.
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import { ApiProblem } from '../api/problem';
import { speak } from '../i18n/catalogue';
import { Language } from '../i18n/Language';
import { AppForm } from './AppForm';
import { Checkbox } from './Checkbox';
import { RadioGroup } from './RadioGroup';
import { Select } from './Select';
import { z } from './schema';
import { TextField } from './TextField';
import { useAppForm } from './useAppForm';

const schema = z.object({
  name: z.string().check(z.minLength(1)),
  region: z.string().check(z.minLength(1)),
  review: z.string(),
  references: z.boolean(),
});
const regions = [{ value: 'plains', label: 'Plains' }];
const reviews = [
  { value: 'open', label: 'Open' },
  { value: 'blind', label: 'Blind' },
];

function Opening({ submit }: { submit: (values: object) => Promise<unknown> }) {
  const form = useAppForm({
    schema,
    defaults: { name: '', region: '', review: 'open', references: false },
    submit,
  });
  return (
    <Language>
      <AppForm form={form} submitLabel="Open">
        <TextField name="name" label="Name" />
        <Select name="region" label="Region" options={regions} />
        <RadioGroup name="review" label="Review" options={reviews} />
        <Checkbox name="references" label="References" />
      </AppForm>
    </Language>
  );
}

const name = () => screen.getByRole('textbox', { name: 'Name' });
const fill = async () => {
  await userEvent.type(name(), 'Seat 2');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Region' }), 'plains');
  await userEvent.click(screen.getByRole('radio', { name: 'Blind' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'References' }));
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
};

beforeAll(() => speak('en'));

test('nothing is sent while something is missing, and the first gap has the focus', async () => {
  const submit = vi.fn();
  render(<Opening submit={submit} />);
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
  expect(await screen.findAllByText('This is needed.')).toHaveLength(2);
  expect(name()).toBe(document.activeElement);
  expect(name().getAttribute('aria-invalid')).toBe('true');
  expect(submit).not.toHaveBeenCalled();
});

test('what was chosen is what is sent', async () => {
  const submit = vi.fn(async () => undefined);
  render(<Opening submit={submit} />);
  await fill();
  expect(submit).toHaveBeenCalledWith({
    name: 'Seat 2',
    region: 'plains',
    review: 'blind',
    references: true,
  });
});

test('a complaint with a pointer stands at its field', async () => {
  const errors = [{ pointer: '/name', code: 'taken', detail: 'There is one already.' }];
  render(<Opening submit={() => Promise.reject(new ApiProblem({ errors }, 422))} />);
  await fill();
  expect(await screen.findByText('There is one already.')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(name()).toBe(document.activeElement);
});

test('a complaint without a field stands above the form, with the number to quote', async () => {
  const problem = new ApiProblem({ detail: 'The region is full.', request_id: 'r-7' }, 409);
  render(<Opening submit={() => Promise.reject(problem)} />);
  await fill();
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('The region is full.');
  expect(alert.textContent).toContain('r-7');
  expect(alert).toBe(document.activeElement);
});
