// What people wrote shows as text with headings and links; what could run or mislead does not come through.
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Prose } from './Prose';

test('headings, lists, tables and links are shown', () => {
  const { container } = render(
    <Prose html='<h2>Meet</h2><ul><li>first</li></ul><table><tbody><tr><td>1</td></tr></tbody></table><p>See <a href="https://ala.example/x">the guide</a>.</p>' />,
  );
  expect(screen.getByRole('heading', { level: 2, name: 'Meet' })).toBeTruthy();
  expect(screen.getByRole('listitem').textContent).toBe('first');
  expect(screen.getByRole('cell').textContent).toBe('1');
  const link = screen.getByRole('link', { name: 'the guide' });
  expect(link.getAttribute('href')).toBe('https://ala.example/x');
  expect(link.getAttribute('rel')).toContain('noopener');
  expect(container.textContent).toContain('See the guide.');
});

test('in a card headings go down a level, and never below the sixth', () => {
  render(<Prose html="<h2>Said</h2><h6>Aside</h6>" deeper={1} />);
  expect(screen.getByRole('heading', { level: 3, name: 'Said' })).toBeTruthy();
  expect(screen.getByRole('heading', { level: 6, name: 'Aside' })).toBeTruthy();
});

test('nothing that runs, loads or styles comes through, but its words do', () => {
  const { container } = render(
    <Prose html='<p onclick="alert(1)" style="position:fixed">words</p><a href="javascript:alert(1)">click</a><img src="x" onerror="alert(1)"><iframe src="https://evil.example"></iframe><svg onload="alert(1)"></svg><form><button>send</button></form>' />,
  );
  expect(container.textContent).toContain('words');
  expect(container.textContent).toContain('click');
  expect(container.querySelector('img, iframe, svg, form, button, a, script')).toBeNull();
  expect(container.innerHTML).not.toMatch(/onclick|style=|javascript/);
});
