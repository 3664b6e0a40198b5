import { expect, test } from 'vitest';
import { evaluateBoolean } from '../index.ts';

const environment = { response: { statusCode: 404n, headers: { 'X-A': ['b'] } } };

test.for([
  { given: 'response.statusCode in [404, 410]', want: true },
  { given: 'response.headers["X-A"][0] == "c"', want: false },
])('$given is $want', ({ given, want }) => {
  expect(evaluateBoolean(given, environment, { withArgoFunctions: false })).toBe(want);
});

test.for([
  { given: 'asInt("1") == 1', want: 'unknown name asInt (1:1)\n | asInt("1") == 1\n | ^' },
  { given: 'sprig.trim("x") == ""', want: 'unknown name sprig (1:1)\n | sprig.trim("x") == ""\n | ^' },
  {
    given: 'response.statusCode',
    want: "unable to cast expression result '%!s(int=404)' to bool",
  },
])('$given is refused where Argo adds no functions', ({ given, want }) => {
  expect(() => evaluateBoolean(given, environment, { withArgoFunctions: false })).toThrow(want);
});
