// A button is spoken as one would say it, in both languages, and one that is off says why.
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { speak } from '../i18n/catalogue';
import { Language } from '../i18n/Language';
import { Button } from './Button';

const button = () => screen.getByRole('button');

test.each([
  ['en', 'Complete', 'Complete: Ana', 'Complete: Ana, Working'],
  ['es', 'Completar', 'Completar: Ana', 'Completar: Ana, En curso'],
] as const)('%s: no space stands before the colon', async (locale, label, plain, pending) => {
  await speak(locale);
  const { rerender } = render(
    <Language>
      <Button labelSuffix=": Ana">{label}</Button>
    </Language>,
  );
  expect(button().getAttribute('aria-label')).toBe(plain);
  expect(button().textContent).toBe(label);
  rerender(
    <Language>
      <Button labelSuffix=": Ana" pending>
        {label}
      </Button>
    </Language>,
  );
  expect(button().getAttribute('aria-label')).toBe(pending);
});

test('without more words the label itself is the name', async () => {
  await speak('en');
  render(
    <Language>
      <Button>Save</Button>
    </Language>,
  );
  expect(button().hasAttribute('aria-label')).toBe(false);
});

test('one that is off does nothing and says why', async () => {
  await speak('en');
  const onPress = vi.fn();
  render(
    <Language>
      <Button disabledReason="Nobody has applied yet." onPress={onPress}>
        Assign
      </Button>
    </Language>,
  );
  await userEvent.click(button());
  expect(onPress).not.toHaveBeenCalled();
  expect(button().getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByText('Nobody has applied yet.')).toBeTruthy();
});
