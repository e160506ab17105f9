// Text that people wrote in Markdown. The server has cleaned its HTML; here it is built anew from the elements we know, so
// that nothing else can come through.
import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import styles from './Prose.module.css';

const KNOWN = new Set(
  'h2 h3 h4 h5 h6 p ul ol li blockquote pre code em strong del hr br table thead tbody tr th td a sup sub'.split(
    ' ',
  ),
);
const VOID = new Set(['hr', 'br']);
const SAFE_LINK = /^(https?:|mailto:)/i;

const HEADING = /^h([2-6])$/;

function build(node: Node, key: number, deeper: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const tag = node.tagName.toLowerCase();
  const children = [...node.childNodes].map((child, at) => build(child, at, deeper));
  const level = HEADING.exec(tag)?.[1];
  if (level) return createElement(`h${Math.min(6, Number(level) + deeper)}`, { key }, ...children);
  if (!KNOWN.has(tag)) return createElement(Fragment, { key }, ...children);
  if (VOID.has(tag)) return createElement(tag, { key });
  if (tag === 'a') {
    const href = node.getAttribute('href') ?? '';
    if (!SAFE_LINK.test(href)) return createElement(Fragment, { key }, ...children);
    return createElement('a', { key, href, rel: 'noopener noreferrer nofollow' }, ...children);
  }
  if (tag === 'table') {
    // A wide table scrolls by itself, by keyboard too.
    const table = createElement('table', {}, ...children);
    return createElement('div', { key, className: styles.scroll, tabIndex: 0 }, table);
  }
  if (tag === 'ol' && node.hasAttribute('start')) {
    return createElement('ol', { key, start: Number(node.getAttribute('start')) }, ...children);
  }
  return createElement(tag, { key }, ...children);
}

interface ProseProps {
  html: string;
  lang?: string;
  /** How many levels its headings, which begin at the second, go down: one in a card. */
  deeper?: number;
}

export function Prose({ html, lang, deeper = 0 }: ProseProps) {
  const content = useMemo(() => {
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    return [...body.childNodes].map((node, at) => build(node, at, deeper));
  }, [html, deeper]);
  return (
    <div className={styles.prose} lang={lang}>
      {content}
    </div>
  );
}
