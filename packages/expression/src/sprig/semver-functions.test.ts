import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';
import { toPlainValue } from '../to-plain-value.ts';

const environment = { list: [3, 1, 2], item: { k: 'v', n: 4 }, nothing: null, text: 'abc' };

const evaluate = (text: string): unknown => toPlainValue(evaluateExpression(text, environment));

test.for([
  { given: 'sprig.semver("1.2.3").Major() == 1', want: true },
  { given: 'sprig.semver("1.2.3").Minor() == 2', want: true },
  { given: 'sprig.semver("v1.2.3-beta.1+b5").Patch() == 3', want: true },
  { given: 'sprig.semver("v1.2.3-beta.1+b5").Prerelease()', want: 'beta.1' },
  { given: 'sprig.semver("v1.2.3-beta.1+b5").Metadata()', want: 'b5' },
  { given: 'sprig.semver("v1.2").Original()', want: 'v1.2' },
  { given: 'sprig.semver("v1.2").String()', want: '1.2.0' },
  { given: 'sprig.semver("1").String()', want: '1.0.0' },
  { given: 'sprig.semver("1.2.3-a+b").String()', want: '1.2.3-a+b' },
  { given: 'sprig.semver("1.2.3").Compare(sprig.semver("1.2.4"))', want: -1 },
  { given: 'sprig.semver("1.2.3").Compare(sprig.semver("1.2.3"))', want: 0 },
  { given: 'sprig.semver("2.0.0").Compare(sprig.semver("1.9.9"))', want: 1 },
  { given: 'sprig.semver("1.0.0").Equal(sprig.semver("1.0.0+b"))', want: true },
  { given: 'sprig.semver("1.0.0-a").LessThan(sprig.semver("1.0.0"))', want: true },
  { given: 'sprig.semver("1.0.0").GreaterThan(sprig.semver("1.0.0-rc.1"))', want: true },
  { given: 'sprig.semver("1.0.0-alpha.2").LessThan(sprig.semver("1.0.0-alpha.10"))', want: true },
  { given: 'sprig.semver("1.0.0-alpha").LessThan(sprig.semver("1.0.0-alpha.1"))', want: true },
  { given: 'sprig.semver("1.0.0-1").LessThan(sprig.semver("1.0.0-a"))', want: true },
  { given: 'sprig.semver("1.0.0-b").LessThan(sprig.semver("1.0.0-a"))', want: false },
  { given: 'sprig.semver("1.2.3")', want: '1.2.3' },
])('versions: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.semverCompare("1.2.3", "1.2.3")', want: true },
  { given: 'sprig.semverCompare("=1.2.3", "1.2.4")', want: false },
  { given: 'sprig.semverCompare("!=1.2.3", "1.2.4")', want: true },
  { given: 'sprig.semverCompare("!=1.2.x", "1.2.4")', want: false },
  { given: 'sprig.semverCompare("!=1.x", "2.0.0")', want: true },
  { given: 'sprig.semverCompare(">1.2", "1.3.0")', want: true },
  { given: 'sprig.semverCompare(">1.2", "1.2.9")', want: false },
  { given: 'sprig.semverCompare(">1", "1.9.0")', want: false },
  { given: 'sprig.semverCompare(">1.2.3", "1.2.4")', want: true },
  { given: 'sprig.semverCompare("<2", "1.9.9")', want: true },
  { given: 'sprig.semverCompare("<=1.2", "1.2.9")', want: true },
  { given: 'sprig.semverCompare("<=1.2.3", "1.2.4")', want: false },
  { given: 'sprig.semverCompare("=<1", "1.5.0")', want: true },
  { given: 'sprig.semverCompare(">=1.2", "1.2.0")', want: true },
  { given: 'sprig.semverCompare("=>2", "1.2.0")', want: false },
  { given: 'sprig.semverCompare("~1.2.3", "1.2.9")', want: true },
  { given: 'sprig.semverCompare("~1.2", "1.3.0")', want: false },
  { given: 'sprig.semverCompare("~>1", "1.9.0")', want: true },
  { given: 'sprig.semverCompare("~1", "2.0.0")', want: false },
  { given: 'sprig.semverCompare("~*", "7.0.0")', want: true },
  { given: 'sprig.semverCompare("^1.2.3", "1.9.0")', want: true },
  { given: 'sprig.semverCompare("^1.2.3", "2.0.0")', want: false },
  { given: 'sprig.semverCompare("^1.2.3", "1.2.2")', want: false },
  { given: 'sprig.semverCompare("^0.2.3", "0.2.9")', want: true },
  { given: 'sprig.semverCompare("^0.2.3", "0.3.0")', want: false },
  { given: 'sprig.semverCompare("^0.0.3", "0.0.4")', want: false },
  { given: 'sprig.semverCompare("^0.0.3", "0.0.3")', want: true },
  { given: 'sprig.semverCompare("^0.0", "0.0.9")', want: true },
  { given: 'sprig.semverCompare("^0", "0.9.0")', want: true },
  { given: 'sprig.semverCompare("^0.2", "1.0.0")', want: false },
  { given: 'sprig.semverCompare("^*", "3.0.0")', want: false },
  { given: 'sprig.semverCompare("!=*", "1.0.0")', want: true },
  { given: 'sprig.semverCompare(">*", "0.1.0")', want: true },
  { given: 'sprig.semverCompare("<=*", "1.0.0")', want: false },
  { given: 'sprig.semverCompare("!=1.2.3", "1.2.4-a")', want: true },
  { given: 'sprig.semverCompare("~0.0.0", "5.0.0")', want: true },
  { given: 'sprig.semverCompare("^1.2-0", "1.3.0-b")', want: true },
  { given: 'sprig.semverCompare("1.x", "1.7.0")', want: true },
  { given: 'sprig.semverCompare("1.2.*", "1.2.7")', want: true },
  { given: 'sprig.semverCompare("*", "9.9.9")', want: true },
  { given: 'sprig.semverCompare("1.2 - 1.4", "1.3.0")', want: true },
  { given: 'sprig.semverCompare("1.2 - 1.4", "1.4.9")', want: true },
  { given: 'sprig.semverCompare("1.2.0 - 1.4.0", "1.4.1")', want: false },
  { given: 'sprig.semverCompare(">=1 <2 || >=3", "3.1.0")', want: true },
  { given: 'sprig.semverCompare(">=1, <2", "2.1.0")', want: false },
  { given: 'sprig.semverCompare("^1.0.0", "1.1.0-beta")', want: false },
  { given: 'sprig.semverCompare("^1.0.0-0", "1.1.0-beta")', want: true },
  { given: 'sprig.semverCompare("v1.2.3", "v1.2.3")', want: true },
  { given: 'sprig.semverCompare(">= 1.2.3", "1.2.3")', want: true },
  { given: 'sprig.semverCompare("*", "1.0.0-a")', want: false },
  { given: 'sprig.semverCompare("<1.0.0-b", "1.0.0-a")', want: true },
])('constraints: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.semver("a")', want: 'Invalid Semantic Version (1:7)' },
  { given: 'sprig.semver("1.2.3.4")', want: 'Invalid Semantic Version (1:7)' },
  { given: 'sprig.semver("")', want: 'Invalid Semantic Version (1:7)' },
  { given: 'sprig.semver("1.2.3-")', want: 'Invalid Semantic Version (1:7)' },
  { given: 'sprig.semver(1)', want: 'reflect: Call using int as type string (1:7)' },
  { given: 'sprig.semverCompare("a", "1.0.0")', want: 'improper constraint: a (1:7)' },
  { given: 'sprig.semverCompare("1.0", "a")', want: 'Invalid Semantic Version (1:7)' },
  { given: 'sprig.semverCompare(">>1", "1.0.0")', want: 'improper constraint: >>1 (1:7)' },
  { given: 'sprig.semver("1.0.0").Nope()', want: 'cannot fetch Nope from *semver.Version (1:23)' },
  { given: 'sprig.semverCompare("", "1.0.0")', want: 'improper constraint:  (1:7)' },
  { given: 'sprig.semverCompare(">=1.0<2", "1.5.0")', want: 'improper constraint: >=1.0<2 (1:7)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
