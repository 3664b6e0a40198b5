import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';
import { printGoValue } from './print-value.ts';

test.for([
  { given: 'nil', want: '<nil>' },
  { given: '[nil, [1, "a b"], {}]', want: '[<nil> [1 a b] map[]]' },
  { given: '{"b": {"c": 1.5}, "a": true}', want: 'map[a:true b:map[c:1.5]]' },
  { given: 'fromPairs([["b", 1], [nil, 2], ["a", 3]])', want: 'map[<nil>:2 a:3 b:1]' },
  { given: 'fromPairs([[2.5, 1], [1.5, 2]])', want: 'map[1.5:2 2.5:1]' },
  { given: 'fromPairs([[10, "x"], [9, "y"], [-1, "z"]])', want: 'map[-1:z 9:y 10:x]' },
  { given: 'b"hi"', want: '[104 105]' },
  { given: 'duration("36h1m2.5s")', want: '36h1m2.5s' },
  { given: 'date("2024-12-01").Month()', want: 'December' },
  { given: 'date("2024-12-01").Weekday()', want: 'Sunday' },
  { given: 'sprig.int64(7)', want: '7' },
  { given: 'date("2024-02-29T10:00:00.25Z")', want: '2024-02-29 10:00:00.25 +0000 UTC' },
  { given: 'timezone("Asia/Tokyo")', want: 'Asia/Tokyo' },
  { given: 'sprig.semver("v1.2-a+b")', want: '1.2.0-a+b' },
  { given: '1 / 0', want: '+Inf' },
  { given: '123456789.0', want: '1.23456789e+08' },
])('Go prints $given as $want', ({ given, want }) => {
  expect(printGoValue(evaluateExpression(given, {}))).toBe(want);
});
