import { expect, test } from 'vitest';
import { orderFields } from './field-order.ts';

test.for([
  {
    title: 'an object begins with what it is',
    name: 'Anything',
    given: ['zeta', 'status', 'spec', 'metadata', 'kind', 'alpha', 'apiVersion'],
    want: ['apiVersion', 'kind', 'metadata', 'alpha', 'spec', 'zeta', 'status'],
  },
  {
    title: 'a template ends with its body and outputs',
    name: 'Template',
    given: ['affinity', 'outputs', 'container', 'inputs', 'name', 'volumes'],
    want: ['name', 'inputs', 'affinity', 'volumes', 'container', 'outputs'],
  },
  {
    title: 'a specification ends with the templates',
    name: 'WorkflowSpec',
    given: ['volumes', 'templates', 'arguments', 'entrypoint', 'activeDeadlineSeconds'],
    want: ['entrypoint', 'arguments', 'activeDeadlineSeconds', 'volumes', 'templates'],
  },
  {
    title: 'a name that every object inherits is not an order',
    name: 'constructor',
    given: ['b', 'a'],
    want: ['a', 'b'],
  },
])('$title', ({ name, given, want }) => {
  expect(orderFields(name, given)).toEqual(want);
});
