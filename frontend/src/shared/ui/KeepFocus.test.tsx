// What was pressed is gone: the focus is at the heading, and nothing is taken from who has gone elsewhere.
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { KeepFocus } from './KeepFocus';

function Card({ label }: { label: string }) {
  const [done, setDone] = useState(false);
  return (
    <KeepFocus>
      <h2>{label}</h2>
      {!done && (
        <button type="button" onClick={() => setDone(true)}>
          Do it
        </button>
      )}
      <button type="button">Something else</button>
    </KeepFocus>
  );
}

test('a button that vanishes leaves the focus at its heading', async () => {
  render(<Card label="Agreement" />);
  await userEvent.click(screen.getByRole('button', { name: 'Do it' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading')));
});

function Page({ stays }: { stays: boolean }) {
  return (
    <main>
      <h1 tabIndex={-1}>A pairing</h1>
      {stays && <Card label="Agreement" />}
      <input aria-label="Name" />
    </main>
  );
}

test('a place that vanishes as a whole leaves the focus at the heading of the page', async () => {
  const { rerender } = render(<Page stays />);
  screen.getByRole('button', { name: 'Something else' }).focus();
  rerender(<Page stays={false} />);
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })),
  );
});

function Note() {
  const [done, setDone] = useState(false);
  return done ? null : (
    <button type="button" onClick={() => setDone(true)}>
      Say it
    </button>
  );
}

test('a place that becomes empty leaves the focus at the heading of the page', async () => {
  render(
    <main>
      <h1 tabIndex={-1}>An opening</h1>
      <KeepFocus>
        <Note />
      </KeepFocus>
    </main>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Say it' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading')));
});

test('a place that vanishes takes the focus from nobody who is elsewhere', async () => {
  const { rerender } = render(<Page stays />);
  screen.getByRole('button', { name: 'Something else' }).focus();
  screen.getByRole('textbox').focus();
  rerender(<Page stays={false} />);
  await waitFor(() => expect(screen.queryByRole('heading', { level: 2 })).toBeNull());
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
});

test('the focus stays where the person has put it', async () => {
  render(<Card label="Agreement" />);
  const other = screen.getByRole('button', { name: 'Something else' });
  const vanishing = screen.getByRole('button', { name: 'Do it' });
  other.focus();
  vanishing.click();
  await waitFor(() => expect(vanishing.isConnected).toBe(false));
  expect(document.activeElement).toBe(other);
});
