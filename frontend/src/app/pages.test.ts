// The navigation shows what a person may open, in the order of the lifecycle, and opens the drawer they are in.
import { expect, test } from 'vitest';
import { definePages } from '../shared/routing/page';
import { navigationFor, pages } from './pages';
import { openStage } from './Rail';

const load = async () => ({ default: () => null });
const some = definePages('some', [
  {
    path: '/rounds',
    audience: 'person',
    stage: 'matching',
    permission: 'run_rounds',
    nav: { label: 'b', order: 2 },
    load,
  },
  { path: '/cycles', audience: 'person', stage: 'matching', nav: { label: 'a', order: 1 }, load },
  { path: '/cycles/$cycle_id', audience: 'person', stage: 'matching', load },
  { path: '/', audience: 'person', stage: 'today', nav: { label: 'today' }, load },
  {
    path: '/regions',
    audience: 'person',
    stage: 'network',
    permission: 'view_network',
    nav: { label: 'r' },
    load,
  },
]);
const shape = (permissions: string[]) =>
  navigationFor(permissions, some).map(({ stage, pages: own }) => [
    stage.id,
    ...own.map((p) => p.path),
  ]);

test('what is not permitted is not offered', () => {
  expect(shape([])).toEqual([
    ['today', '/'],
    ['matching', '/cycles'],
  ]);
});

test('stages stand in the order of the lifecycle, pages in their own', () => {
  expect(shape(['run_rounds', 'view_network'])).toEqual([
    ['today', '/'],
    ['network', '/regions'],
    ['matching', '/cycles', '/rounds'],
  ]);
});

test.each([
  ['/', 'today'],
  ['/cycles/01/rounds', 'matching'],
  ['/cyclesandmore', undefined],
])('%s is in %s', (path, stage) => {
  expect(openStage(navigationFor([], some), path)).toBe(stage);
});

test('no two features claim the same address', () => {
  const paths = pages.map((page) => page.path);
  expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([]);
});
