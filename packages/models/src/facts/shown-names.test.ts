import { expect, test } from 'vitest';
import { shownLabel, shownName } from './shown-names.ts';

test.for([
  ['price(0:\\"order-1\\")', 'price(0:order-1)'],
  ['price(0:order-1)', 'price(0:order-1)'],
  ['price(0:\\"a)b\\")', 'price(0:a)b)'],
  ['price', 'price'],
])('the label %s is shown as %s', ([label, want]) => {
  expect(shownLabel(label ?? '')).toBe(want);
});

test.for([
  ['wf.a(0:\\"x\\").b(1:\\"y\\")(0)', 'wf.a(0:x).b(1:y)(0)'],
  ['wf[0].a(2:{\\"k\\":\\"v\\"}).onExit', 'wf[0].a(2:{"k":"v"}).onExit'],
  ['wf.a', 'wf.a'],
])('the name %s is shown as %s', ([name, want]) => {
  expect(shownName(name ?? '')).toBe(want);
});
