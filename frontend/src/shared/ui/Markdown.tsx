// Markdown that people wrote, where the API gives it as it was written: built from our own elements, never from HTML.
import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import styles from './Prose.module.css';
import { type Block, type Inline, readInline, readMarkdown } from './readMarkdown';

interface MarkdownProps {
  text: string;
  /** The level of the highest heading: one below that of the part of the page it stands in. */
  level?: 2 | 3 | 4;
}

// Children given one by one need no keys: a text has no other identity than its order.
const all = (nodes: ReactNode[]) => createElement(Fragment, {}, ...nodes);
const element = (tag: string, nodes: ReactNode[], props = {}) =>
  createElement(tag, props, ...nodes);

function inline(part: Inline): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'break':
      return <br />;
    case 'code':
      return <code>{part.text}</code>;
    case 'link':
      return (
        <a href={part.href} rel="noopener noreferrer nofollow">
          {part.text}
        </a>
      );
    default:
      return createElement(part.kind, {}, words(part.text));
  }
}

const words = (text: string): ReactNode => all(readInline(text).map(inline));

function block(each: Block, headings: (level: number) => number): ReactNode {
  const within = (blocks: Block[]) => all(blocks.map((inner) => block(inner, headings)));
  switch (each.kind) {
    case 'heading':
      return createElement(`h${headings(each.level)}`, {}, words(each.text));
    case 'paragraph':
      return <p>{words(each.text)}</p>;
    case 'rule':
      return <hr />;
    case 'code':
      return (
        <pre>
          <code>{each.text}</code>
        </pre>
      );
    case 'quote':
      return <blockquote>{within(each.blocks)}</blockquote>;
    case 'list': {
      const items = each.items.map((item) => element('li', [tight(item) ?? within(item)]));
      return each.start === null
        ? element('ul', items)
        : element('ol', items, { start: each.start });
    }
    case 'table':
      return table(each.head, each.rows);
  }
}

function table(head: string[], rows: string[][]): ReactNode {
  const heads = head.map((cell) =>
    cell === '' ? element('td', []) : element('th', [words(cell)], { scope: 'col' }),
  );
  const body = rows.map((row) =>
    element(
      'tr',
      row.map((cell) => element('td', [words(cell)])),
    ),
  );
  return (
    // A wide table scrolls by itself, by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: so that the keyboard reaches what is out of sight
    <div className={styles.scroll} tabIndex={0}>
      <table>
        <thead>{element('tr', heads)}</thead>
        {element('tbody', body)}
      </table>
    </div>
  );
}

/** An item of one line is no paragraph of its own. */
function tight(item: Block[]): ReactNode {
  const [only] = item;
  return item.length === 1 && only?.kind === 'paragraph' ? words(only.text) : undefined;
}

/** Levels as the page needs them: none is left out, whichever marks the writer chose. */
function headingLevels(blocks: Block[], highest: number): (level: number) => number {
  const used = new Set<number>();
  const look = (some: Block[]): void => {
    for (const each of some) {
      if (each.kind === 'heading') used.add(each.level);
      if (each.kind === 'quote') look(each.blocks);
      if (each.kind === 'list') each.items.forEach(look);
    }
  };
  look(blocks);
  const order = [...used].sort();
  return (level) => Math.min(6, highest + order.indexOf(level));
}

export function Markdown({ text, level = 2 }: MarkdownProps) {
  const content = useMemo(() => {
    const blocks = readMarkdown(text);
    const headings = headingLevels(blocks, level);
    return all(blocks.map((each) => block(each, headings)));
  }, [text, level]);
  return <div className={styles.prose}>{content}</div>;
}
