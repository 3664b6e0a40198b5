import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';
import { toPlainValue } from '../to-plain-value.ts';

const environment = { list: [3, 1, 2], item: { k: 'v', n: 4 }, nothing: null, text: 'abc' };

const evaluate = (text: string): unknown => toPlainValue(evaluateExpression(text, environment));

test.for([
  { given: 'sprig.regexMatch("^a+$", "aaa")', want: true },
  { given: 'sprig.regexMatch("^a+$", "b")', want: false },
  { given: 'sprig.regexMatch("[", "a")', want: false },
  { given: 'sprig.mustRegexMatch("b", "abc")', want: true },
  { given: 'sprig.regexFindAll("[a-z]+", "ab 12 cd", -1)', want: ['ab', 'cd'] },
  { given: 'sprig.regexFindAll("[a-z]", "abc", 2)', want: ['a', 'b'] },
  { given: 'sprig.regexFindAll("z", "abc", -1)', want: null },
  { given: 'sprig.regexFindAll("a", "aaa", 0)', want: null },
  { given: 'sprig.mustRegexFindAll("a*", "baac", -1)', want: ['', 'aa', ''] },
  { given: 'sprig.regexFind("[0-9]+", "a12b34")', want: '12' },
  { given: 'sprig.regexFind("z", "abc")', want: '' },
  { given: 'sprig.mustRegexFind("b.", "abc")', want: 'bc' },
  { given: 'sprig.regexReplaceAll("a(x*)b", "-ab-axxb-", "<$" + "{1}>")', want: '-<>-<xx>-' },
  { given: 'sprig.regexReplaceAll("a(x*)b", "-ab-axxb-", "$1W")', want: '---' },
  { given: 'sprig.regexReplaceAll("(?P<n>b)", "abc", "[$n]")', want: 'a[b]c' },
  { given: 'sprig.regexReplaceAll("b", "abc", "$$")', want: 'a$c' },
  { given: 'sprig.regexReplaceAll("b", "abc", "$0$9")', want: 'abc' },
  { given: 'sprig.regexReplaceAll("", "ab", "-")', want: '-a-b-' },
  { given: 'sprig.regexReplaceAll("a*", "baac", "-")', want: '-b-c-' },
  { given: 'sprig.regexSplit("a*", "baac", -1)', want: ['b', 'c'] },
  { given: 'sprig.mustRegexReplaceAll("x", "abc", "y")', want: 'abc' },
  { given: 'sprig.regexReplaceAllLiteral("b", "abc", "$0")', want: 'a$0c' },
  { given: 'sprig.mustRegexReplaceAllLiteral("[ac]", "abc", "")', want: 'b' },
  { given: 'sprig.regexSplit("z+", "pizza", -1)', want: ['pi', 'a'] },
  { given: 'sprig.regexSplit("z+", "pizza", 1)', want: ['pizza'] },
  { given: 'sprig.regexSplit("z+", "pizza", 0)', want: null },
  { given: 'sprig.regexSplit("z", "pizza", 2)', want: ['pi', 'za'] },
  { given: 'sprig.regexSplit("", "abc", -1)', want: ['a', 'b', 'c'] },
  { given: 'sprig.regexSplit("a", "", -1)', want: [''] },
  { given: 'sprig.regexSplit("c", "abc", -1)', want: ['ab', ''] },
  { given: 'sprig.mustRegexSplit(",", "a,b", -1)', want: ['a', 'b'] },
  { given: 'sprig.regexSplit("^", "ab", -1)', want: ['ab'] },
  { given: 'sprig.regexQuoteMeta("a.b*c[d]")', want: 'a\\.b\\*c\\[d\\]' },
  { given: 'sprig.regexQuoteMeta("plain")', want: 'plain' },
  { given: 'sprig.regexQuoteMeta("\\\\^$|(){}+?")', want: '\\\\\\^\\$\\|\\(\\)\\{\\}\\+\\?' },
  { given: 'sprig.regexFindAll("é", "aéé", -1)', want: ['é', 'é'] },
  { given: 'sprig.regexReplaceAll("(a)(b)?", "ac", "[$1$2]")', want: '[a]c' },
  { given: 'sprig.regexReplaceAll("b", "abc", "$" + "{x")', want: 'a${xc' },
  { given: 'sprig.regexReplaceAll("b", "abc", "a$")', want: 'aa$c' },
])('$given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.mustRegexMatch("[", "a")', want: 'error parsing regexp: missing closing ]: `[` (1:7)' },
  {
    given: 'sprig.regexFind("[", "a")',
    want: 'regexp: Compile(`[`): error parsing regexp: missing closing ]: `[` (1:7)',
  },
  { given: 'sprig.mustRegexFind("(", "a")', want: 'error parsing regexp: missing closing ): `(` (1:7)' },
  {
    given: 'sprig.regexFindAll("*", "a", 1)',
    want: 'regexp: Compile(`*`): error parsing regexp: missing argument to repetition operator: `*` (1:7)',
  },
  {
    given: 'sprig.regexReplaceAll("[", "a", "b")',
    want: 'regexp: Compile(`[`): error parsing regexp: missing closing ]: `[` (1:7)',
  },
  { given: 'sprig.mustRegexSplit("[", "a", 1)', want: 'error parsing regexp: missing closing ]: `[` (1:7)' },
  { given: 'sprig.regexSplit("a", "b")', want: 'invalid number of arguments: expected 3, got 2 (1:7)' },
  { given: 'sprig.regexMatch(1, "a")', want: 'reflect: Call using int as type string (1:7)' },
  {
    given: 'sprig.mustRegexMatch("(?=a)", "a")',
    want: 'error parsing regexp: invalid or unsupported Perl syntax: `(?=` (1:7)',
  },
  { given: 'sprig.regexQuoteMeta(1)', want: 'reflect: Call using int as type string (1:7)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
