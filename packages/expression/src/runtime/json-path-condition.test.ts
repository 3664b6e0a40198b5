import { expect, test } from 'vitest';
import { evaluateExpression } from './evaluate-expression.ts';

const environment = {
  doc: '[{"id": "a", "n": 1, "s": "x", "t": true, "tags": ["red"]}, {"id": "b", "n": 0, "s": "5", "t": false, "tags": []}, {"id": "c", "n": 5, "s": "", "o": {"k": "v"}}]',
};

const evaluate = (text: string): unknown => evaluateExpression(text, environment);

test.for([
  { given: 'jsonpath(doc, "$[?(@.n > 0)].id")', want: ['a', 'c'] },
  { given: 'jsonpath(doc, "$[?(@.n>=1&&@.t)].id")', want: ['a'] },
  { given: 'jsonpath(doc, "$[?(@.n < 5 || @.s == \'x\')].id")', want: ['a', 'b'] },
  { given: 'jsonpath(doc, "$[?(@.n == \'1\')].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(@.s == 5)].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(@.s == x)].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(@.s == \'x\')].id")', want: ['a'] },
  { given: 'jsonpath(doc, "$[?(@.s != \\"x\\")].id")', want: ['b', 'c'] },
  { given: 'jsonpath(doc, "$[?(@.n <= 1)].id")', want: ['a', 'b'] },
  { given: 'jsonpath(doc, "$[?(@.t)].id")', want: ['a'] },
  { given: 'jsonpath(doc, "$[?(!@.t)].id")', want: ['b'] },
  { given: 'jsonpath(doc, "$[?(!(@.n > 0))].id")', want: ['b'] },
  { given: 'jsonpath(doc, "$[?(@.t == true)].id")', want: ['a'] },
  { given: 'jsonpath(doc, "$[?(@.t == \'true\')].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(@.t == True)].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(@.nope)].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(@.nope == null)].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(@.o == nil)].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(@.n)].id")', want: ['a', 'c'] },
  { given: 'jsonpath(doc, "$[?(@.s)].id")', want: ['a', 'b'] },
  { given: 'jsonpath(doc, "$[?(@.tags)].id")', want: ['a'] },
  { given: 'jsonpath(doc, "$[?(@.o)].id")', want: ['c'] },
  { given: 'jsonpath(doc, "$[?(@.tags.length == 1)].id")', want: ['a'] },
  { given: 'jsonpath(doc, "$[?(@.tags[0] == \'red\')].id")', want: ['a'] },
  { given: 'jsonpath(doc, "$[?(@.o.k == \'v\')].id")', want: ['c'] },
  { given: 'jsonpath(doc, "$[?(@.s =~ \'^[a-z]$\')].id")', want: ['a'] },
  { given: 'jsonpath(doc, "$[?(@.id =~ \'a|c\')].id")', want: ['a', 'c'] },
  { given: 'jsonpath(doc, "$[?(@.n + 1 == 2)].id")', want: ['a'] },
  { given: 'jsonpath(doc, "$[?(@.n - 1 == 4)].id")', want: ['c'] },
  { given: 'jsonpath(doc, "$[?(@.n * 2 > 5)].id")', want: ['c'] },
  { given: 'jsonpath(doc, "$[?(@.n / 2 == 2.5)].id")', want: ['c'] },
  { given: 'jsonpath(doc, "$[?(@.n ** 2 == 25)].id")', want: ['c'] },
  { given: 'jsonpath(doc, "$[?(@.n % 2 == 1)].id")', want: ['a', 'c'] },
  { given: 'jsonpath(doc, "$[?(@.n in [1, 5])].id")', want: ['a', 'c'] },
  { given: 'jsonpath(doc, "$[?(@.n not in [1, 5])].id")', want: ['b'] },
  { given: 'jsonpath(doc, "$[?(@.s in [\'x\'])].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(5 in @.n)].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(@.k in {\\"a\\": 1})].id")', want: [] },
  { given: 'jsonpath(doc, "$[?((@.n > 0) && (@.t))].id")', want: [] },
  { given: 'jsonpath(doc, "$[?((@.n > 0))].id")', want: ['a', 'c'] },
  { given: 'jsonpath(doc, "$[?(@.n == $[2].n)].id")', want: ['c'] },
  { given: 'jsonpath(doc, "$[?($)].id")', want: ['a', 'b', 'c'] },
  { given: 'jsonpath(doc, "$[?(1)].id")', want: ['a', 'b', 'c'] },
  { given: 'jsonpath(doc, "$[?(0)].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(true)].id")', want: ['a', 'b', 'c'] },
  { given: 'jsonpath(doc, "$[?(false)].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(\'a\')].id")', want: ['a', 'b', 'c'] },
  { given: 'jsonpath(doc, "$[?(\'\')].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(null)].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(word)].id")', want: ['a', 'b', 'c'] },
  { given: 'jsonpath(doc, "$[?(@.s < \'y\')].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(@.n > )].id")', want: [] },
  { given: 'jsonpath(doc, "$[?(-1 < @.n)].id")', want: ['a', 'b', 'c'] },
  { given: "jsonpath(doc, \"$[?(@['id'] == 'b')].id\")", want: ['b'] },
])('finds by $given', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'jsonpath(doc, "$[?()]")', want: 'invalid expression. is empty (1:1)' },
  {
    given: 'jsonpath(doc, "$[?@.n]")',
    want: "invalid JSONPath selector '$[?@.n]' invalid token. '[?@.n]' does not match any token format (1:1)",
  },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
