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

test('the focus stays where the person has put it', async () => {
  render(<Card label="Agreement" />);
  const other = screen.getByRole('button', { name: 'Something else' });
  const vanishing = screen.getByRole('button', { name: 'Do it' });
  other.focus();
  vanishing.click();
  await waitFor(() => expect(vanishing.isConnected).toBe(false));
  expect(document.activeElement).toBe(other);
});
