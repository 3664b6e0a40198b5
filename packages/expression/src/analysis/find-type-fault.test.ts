import { expect, test } from 'vitest';
import { parseExpression } from '../language/parse-expression.ts';
import { argoVariables, findTypeFault } from './find-type-fault.ts';

test.for([
  {
    given: 'inputs.parameters.n > 3',
    want: 'invalid operation: > (mismatched types string and int)',
  },
  { given: 'asInt(inputs.parameters.n) > 3', want: undefined },
  { given: 'inputs.parameters["n-m"] == 1', want: 'invalid operation: == (mismatched types string and int)' },
  { given: 'steps.a.outputs.result == 0', want: 'invalid operation: == (mismatched types string and int)' },
  {
    given: 'tasks["b-c"].outputs.parameters.p + 1',
    want: 'invalid operation: + (mismatched types string and int)',
  },
  { given: 'steps.a.exitCode == "0"', want: undefined },
  {
    given: 'workflow.parameters.flag ? "a" : "b"',
    want: 'non-bool expression (type string) used as condition',
  },
  { given: 'workflow.status == "Failed" && workflow.failures', want: /^invalid operation: && / },
  { given: 'retries < 3', want: 'invalid operation: < (mismatched types string and int)' },
  { given: 'asInt(retries) < 3 && lastRetry.exitCode != "0"', want: undefined },
  { given: 'lastRetry.duration > 10', want: 'invalid operation: > (mismatched types string and int)' },
  { given: 'sprig.trim(1)', want: undefined },
  { given: 'item > 3', want: undefined },
  { given: 'item.n + nope.x', want: undefined },
  { given: 'steps.a.nope + 1', want: undefined },
  { given: 'len(workflow.name) > 3', want: undefined },
  { given: 'workflow.name.x', want: 'type string has no field x' },
  { given: 'upper(steps.name, "a")', want: 'too many arguments to call upper' },
])('$given: $want', ({ given, want }) => {
  const fault = findTypeFault(parseExpression(given), given);
  if (want instanceof RegExp) expect(fault).toMatch(want);
  else expect(fault).toBe(want);
});

test('lists the variables that Argo knows', () => {
  expect([...argoVariables].sort()).toEqual(
    ['inputs', 'item', 'lastRetry', 'node', 'outputs', 'pod', 'retries', 'steps', 'tasks', 'workflow'].sort(),
  );
});
