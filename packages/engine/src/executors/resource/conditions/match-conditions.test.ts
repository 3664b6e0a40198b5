import { expect, test } from 'vitest';
import { parseSelector, printRequirement } from './label-selector.ts';
import { meetsConditions } from './match-conditions.ts';

const object = {
  status: { phase: 'Succeeded', succeeded: 2, ready: true, none: null, conditions: [{ type: 'Complete' }] },
};

test.for([
  { given: 'status.phase == Succeeded', want: true },
  { given: 'status.phase=Failed', want: false },
  { given: 'status.phase in (Failed, Succeeded)', want: true },
  { given: 'status.phase notin (Succeeded)', want: false },
  { given: 'status.succeeded > 1', want: true },
  { given: 'status.succeeded > 1, status.phase == Failed', want: false },
  { given: 'status.succeeded < 2', want: false },
  { given: 'status.phase > 1', want: false },
  { given: 'status.ready == true', want: true },
  { given: 'status.nothing', want: false },
  { given: 'status.none', want: true },
  { given: '!status.nothing', want: true },
  { given: 'status.nothing != x', want: true },
  { given: 'status.nothing =', want: false },
  { given: 'status.none=', want: true },
  { given: 'status.conditions.0.type == Complete', want: true },
  { given: 'status.conditions.1.type == Complete', want: false },
  { given: '', want: true },
])('$given is met: $want', ({ given, want }) => {
  expect(meetsConditions(object, { success: parseSelector(given), failure: [] })).toBe(want);
});

test('a failure condition that holds is an error', () => {
  const failure = parseSelector('status.x, status.phase in (Succeeded,Error)');
  expect(() => meetsConditions(object, { success: [], failure })).toThrow(
    new Error("failure condition '{status.phase in [Error Succeeded]}' evaluated true"),
  );
});

test.for([
  { given: 'a==b', want: '{a == [b]}' },
  { given: 'a = b', want: '{a = [b]}' },
  { given: '! a', want: '{a ! []}' },
  { given: 'a notin ( c , b )', want: '{a notin [b c]}' },
  { given: 'a>5', want: '{a gt [5]}' },
])('$given is printed as $want', ({ given, want }) => {
  expect(parseSelector(given).map(printRequirement)).toEqual([want]);
});

test.for([
  { given: 'a b', want: "found 'b', expected: in, notin, =, ==, !=, gt, lt" },
  { given: 'a == b c', want: "found 'c', expected: ',' or 'end of string'" },
  { given: 'a,', want: "found '', expected: identifier after ','" },
  { given: 'a in b', want: "found 'b', expected: '('" },
  {
    given: 'a > x',
    want: "values[0][a]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer",
  },
  { given: 'a == "b"', want: 'values[0][a]: Invalid value: ""b"": a valid label must be' },
])('$given is refused: $want', ({ given, want }) => {
  expect(() => parseSelector(given)).toThrow(want);
});
