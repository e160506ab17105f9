// Markdown read into blocks. Nothing of it is HTML: a mark that is not known here stays the text it is.
export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; start: number | null; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; head: string[]; rows: string[][] }
  | { kind: 'rule' };

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/;
const MARKER = /^( {0,3}(?:[-*+]|(\d{1,9})[.)]))[ \t]+(?=\S)/;
const RULE = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const FENCE = /^ {0,3}(```+|~~~+)/;
const QUOTE = /^ {0,3}> ?/;
const DIVIDER = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** Deeper than anybody writes by intent; below, marks are text. */
const DEEPEST = 12;
const blank = (line: string | undefined) => line === undefined || line.trim() === '';
const cells = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

export function readMarkdown(source: string): Block[] {
  return blocksOf(source.replace(/\r\n?/g, '\n').replaceAll('\t', '    ').split('\n'), 0);
}

function startsBlock(line: string): boolean {
  return [HEADING, MARKER, RULE, FENCE, QUOTE].some((mark) => mark.test(line));
}

function blocksOf(lines: string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    if (blank(lines[at])) {
      at += 1;
      continue;
    }
    const [block, next] = blockAt(lines, at, depth);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

function blockAt(lines: string[], at: number, depth: number): [Block, number] {
  const line = lines[at] ?? '';
  const heading = HEADING.exec(line);
  if (heading) {
    return [{ kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' }, at + 1];
  }
  if (RULE.test(line)) return [{ kind: 'rule' }, at + 1];
  if (FENCE.test(line)) return codeAt(lines, at);
  if (depth < DEEPEST && QUOTE.test(line)) {
    const end = lines.findIndex((each, n) => n > at && !QUOTE.test(each));
    const stop = end < 0 ? lines.length : end;
    const inner = lines.slice(at, stop).map((each) => each.replace(QUOTE, ''));
    return [{ kind: 'quote', blocks: blocksOf(inner, depth + 1) }, stop];
  }
  if (depth < DEEPEST && MARKER.test(line)) return listAt(lines, at, depth);
  if (line.includes('|') && DIVIDER.test(lines[at + 1] ?? '')) return tableAt(lines, at);
  return paragraphAt(lines, at);
}

function codeAt(lines: string[], at: number): [Block, number] {
  const fence = FENCE.exec(lines[at] ?? '')?.[1] ?? '```';
  const end = lines.findIndex((each, n) => n > at && each.trim().startsWith(fence));
  const stop = end < 0 ? lines.length : end;
  return [{ kind: 'code', text: lines.slice(at + 1, stop).join('\n') }, stop + 1];
}

function tableAt(lines: string[], at: number): [Block, number] {
  const head = cells(lines[at] ?? '');
  let stop = at + 2;
  while (!blank(lines[stop]) && lines[stop]?.includes('|')) stop += 1;
  const rows = lines.slice(at + 2, stop).map((row) => {
    const found = cells(row);
    return head.map((_, n) => found[n] ?? '');
  });
  return [{ kind: 'table', head, rows }, stop];
}

function paragraphAt(lines: string[], at: number): [Block, number] {
  let stop = at + 1;
  while (!blank(lines[stop]) && !startsBlock(lines[stop] ?? '')) stop += 1;
  const text = lines.slice(at, stop).map((each) => each.trimStart());
  return [{ kind: 'paragraph', text: text.join('\n').trimEnd() }, stop];
}

/** Items of one kind after one another; what is indented below a mark belongs to it. */
function listAt(lines: string[], first: number, depth: number): [Block, number] {
  const ordered = MARKER.exec(lines[first] ?? '')?.[2];
  const items: Block[][] = [];
  let at = first;
  for (;;) {
    const line = lines[at] ?? '';
    const mark = MARKER.exec(line);
    if (!mark || (mark[2] === undefined) !== (ordered === undefined) || RULE.test(line)) break;
    const [inner, next] = itemAt(lines, at, mark[0].length);
    items.push(blocksOf(inner, depth + 1));
    at = next;
    let beyond = at;
    while (beyond < lines.length && blank(lines[beyond])) beyond += 1;
    if (MARKER.test(lines[beyond] ?? '')) at = beyond;
  }
  return [{ kind: 'list', start: ordered === undefined ? null : Number(ordered), items }, at];
}

function itemAt(lines: string[], at: number, width: number): [string[], number] {
  const inner = [(lines[at] ?? '').slice(width)];
  const indented = (line: string | undefined) => /^ {2,}/.test(line ?? '');
  let next = at + 1;
  while (next < lines.length) {
    const line = lines[next] ?? '';
    const lazy = !blank(line) && !startsBlock(line) && !blank(lines[next - 1]);
    const goesOn = blank(line) && indented(lines[next + 1]);
    if (!indented(line) && !lazy && !goesOn) break;
    inner.push(line.slice(Math.min(width, line.length - line.trimStart().length)));
    next += 1;
  }
  return [inner, next];
}

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'em' | 'del'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'break' };

// Lengths are bounded, so that a mark without its end costs little.
const SPAN = new RegExp(
  [
    '\\\\(?<plain>[!-/:-@[-`{-~])',
    '`(?<code>[^`\\n]{1,500})`',
    '\\*\\*(?<strong>\\S(?:[^*]{0,800}\\S)?)\\*\\*',
    '__(?<strong2>\\S(?:[^_]{0,800}\\S)?)__',
    '\\*(?<em>[^\\s*](?:[^*]{0,800}[^\\s*])?)\\*',
    '(?<!\\w)_(?<em2>[^\\s_](?:[^_]{0,800}[^\\s_])?)_(?!\\w)',
    '~~(?<del>[^~]{1,800})~~',
    '!?\\[(?<label>[^\\]]{1,800})\\]\\((?<target>(?:[^\\s()]|\\([^\\s()]*\\)){1,800})(?: [^)]{0,200})?\\)',
    '<?(?<address>(?:https?://|mailto:)[^\\s<>"]{1,800}[^\\s<>".,;:!?)])>?',
    '(?<br> {2,}|\\\\)\\n',
  ].join('|'),
  'g',
);
const SAFE_LINK = /^(https?:|mailto:)/i;

export function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(SPAN)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push(span(match.groups ?? {}, match[0]));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

function span(found: Record<string, string | undefined>, whole: string): Inline {
  const { plain, code, strong, strong2, em, em2, del, label, target, address, br } = found;
  if (plain !== undefined) return { kind: 'text', text: plain };
  if (code !== undefined) return { kind: 'code', text: code };
  const strongWords = strong ?? strong2;
  if (strongWords !== undefined) return { kind: 'strong', text: strongWords };
  const emWords = em ?? em2;
  if (emWords !== undefined) return { kind: 'em', text: emWords };
  if (del !== undefined) return { kind: 'del', text: del };
  if (label !== undefined && target !== undefined)
    return SAFE_LINK.test(target)
      ? { kind: 'link', text: label, href: target }
      : { kind: 'text', text: label };
  if (address !== undefined) return { kind: 'link', text: address, href: address };
  return br === undefined ? { kind: 'text', text: whole } : { kind: 'break' };
}
