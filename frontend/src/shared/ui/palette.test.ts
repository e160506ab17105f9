// The palette keeps its promise: text at 4.5:1 and parts of controls at 3:1, in both themes.
// @vitest-environment node
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync('src/shared/ui/tokens.css', 'utf8');

function tokensOf(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((m) => [m[1] ?? '', m[2] ?? '']),
  );
}
const [lightBlock, systemDark, chosenDark] = css.split(/color-scheme: (?:light|dark);/).slice(1);

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ['paper', 'paper-raised', 'paper-sunken'];
const text: Array<[string, string]> = [
  ...surfaces.flatMap(
    (on): Array<[string, string]> =>
      ['ink', 'ink-soft', 'accent', 'accent-strong', 'ochre', 'brick'].map((fg) => [fg, on]),
  ),
  ['ink', 'accent-soft'],
  ['accent', 'accent-soft'],
  ['ink', 'ochre-soft'],
  ['ochre', 'ochre-soft'],
  ['ink', 'brick-soft'],
  ['brick', 'brick-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-brick', 'brick'],
  ['on-brick', 'brick-strong'],
];
const parts: Array<[string, string]> = surfaces.flatMap(
  (on): Array<[string, string]> => [
    ['line-strong', on],
    ['focus', on],
    ['ochre-mark', on],
  ],
);

test.each([
  ['light', tokensOf(lightBlock ?? '')],
  ['dark', tokensOf(chosenDark ?? '')],
])('%s: text and controls contrast enough', (_, tokens) => {
  const low = [...text.map((p) => [...p, 4.5] as const), ...parts.map((p) => [...p, 3] as const)]
    .map(([fg, bg, floor]) => ({
      fg,
      bg,
      floor,
      is: contrast(tokens.get(fg) ?? '', tokens.get(bg) ?? ''),
    }))
    .filter((pair) => !(pair.is >= pair.floor));
  expect(low).toEqual([]);
});

test('the chosen dark theme and the system one are the same', () => {
  expect(tokensOf(systemDark ?? '').size).toBeGreaterThan(15);
  expect(tokensOf(systemDark ?? '')).toEqual(tokensOf(chosenDark ?? ''));
});
