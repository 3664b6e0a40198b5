import { expect, test } from 'vitest';
import { isUnder } from './is-under.ts';

test.for([
  ['wf.a', 'wf.a', true],
  ['wf.a(0)', 'wf.a', true],
  ['wf.a(0:x)', 'wf.a', true],
  ['wf.a[0].b', 'wf.a', true],
  ['wf[0].b', 'wf[0]', true],
  ['wf.a.onExit', 'wf.a', true],
  ['wf.ab', 'wf.a', false],
  ['wf.a-b', 'wf.a', false],
  ['wf', 'wf.a', false],
  ['wf[01]', 'wf[0]', false],
] as const)('%s under %s: %s', ([name, ancestor, want]) => {
  expect(isUnder(name, ancestor)).toBe(want);
});
