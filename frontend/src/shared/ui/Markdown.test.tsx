// Markdown becomes our own elements; HTML within it, and links that would run something, stay text.
import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Markdown } from './Markdown';

const html = (text: string, level?: 2 | 3) =>
  render(<Markdown text={text} {...(level ? { level } : {})} />).container.firstElementChild
    ?.innerHTML;

test('an agenda is a list, with what belongs to an item inside it', () => {
  expect(html('1. The plan\n2. Seats\n   - region 03\n   - region 07\n3. Any other')).toBe(
    '<ol start="1"><li>The plan</li><li><p>Seats</p><ul><li>region 03</li><li>region 07</li></ul></li><li>Any other</li></ol>',
  );
  expect(html('- one\n\n- two\n\nafter')).toBe('<ul><li>one</li><li>two</li></ul><p>after</p>');
});

test('headings begin at the level of the page and leave none out', () => {
  expect(html('# Motion\n\n### Why\n\n# More', 3)).toBe('<h3>Motion</h3><h4>Why</h4><h3>More</h3>');
});

test('marks within a line', () => {
  expect(html('**Bold**, *soft*, `code`, snake_case_word and 2 * 3 * 4')).toBe(
    '<p><strong>Bold</strong>, <em>soft</em>, <code>code</code>, snake_case_word and 2 * 3 * 4</p>',
  );
  expect(html('See [the plan](https://a.example/x) or https://b.example.')).toBe(
    '<p>See <a href="https://a.example/x" rel="noopener noreferrer nofollow">the plan</a> or <a href="https://b.example" rel="noopener noreferrer nofollow">https://b.example</a>.</p>',
  );
  expect(html('first  \nsecond')).toBe('<p>first<br>second</p>');
});

test('a table, a quotation, code and a rule', () => {
  expect(html('> said\n> again')).toBe('<blockquote><p>said\nagain</p></blockquote>');
  expect(html('```\n<b>1</b>\n```')).toBe('<pre><code>&lt;b&gt;1&lt;/b&gt;</code></pre>');
  expect(html('a\n\n---\n\nb')).toBe('<p>a</p><hr><p>b</p>');
  expect(html('| a | b |\n|---|---|\n| 1 | 2 |')).toContain('<td>1</td><td>2</td>');
});

test('nothing runs and nothing is HTML', () => {
  const written = html(
    '<img src=x onerror=alert(1)> [go](javascript:alert(1)) <a href="https://c.example">c</a>',
  );
  expect(written).not.toContain('<img');
  expect(written).not.toContain('href="javascript:');
  expect(html('[a](https://c.example/x_(y))')).toContain('href="https://c.example/x_(y)"');
  expect(written).toContain('&lt;img');
});

test('a mark without an end costs nothing and is text', () => {
  const stars = '*a '.repeat(10_000);
  const begun = performance.now();
  expect(html(stars)).toContain('*a');
  expect(html('> '.repeat(5000))).toBeDefined();
  expect(performance.now() - begun).toBeLessThan(3000);
});
