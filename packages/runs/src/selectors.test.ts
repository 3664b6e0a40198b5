import { expect, test } from 'vitest';
import { parseLabelSelector } from './selectors.ts';

const labels = { app: 'web', tier: 'front', empty: '' };

test.for([
  ['', true],
  ['app=web', true],
  ['app==web', true],
  ['app = web , tier=front', true],
  ['app=db', false],
  ['app!=db', true],
  ['missing!=db', true],
  ['app', true],
  ['missing', false],
  ['!missing', true],
  ['!app', false],
  ['app in (db, web)', true],
  ['app in (db),tier', false],
  ['app notin (db,cache)', true],
  ['missing notin (db)', true],
  ['missing in (db)', false],
  ['empty=', true],
  ['workflows.argoproj.io/phase=Failed', false],
] as const)('%s is %s', ([selector, wanted]) => {
  expect(parseLabelSelector(selector)(labels)).toBe(wanted);
});

test.for(['a=b=c', 'a in', '=b', 'a b', 'a in (b'])('%s is refused', (selector) => {
  expect(() => parseLabelSelector(selector)).toThrow('is not a label selector');
});
