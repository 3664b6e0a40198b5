import { expect, test } from 'vitest';
import { evaluateExpression } from './evaluate-expression.ts';

const environment = {
  doc: '{"store": {"book": [{"title": "Sayings", "price": 8.95, "tags": ["a", "b"]}, {"title": "Sword", "price": 12.99}, {"title": "Moby", "price": 8.99, "isbn": "0-553"}], "bicycle": {"color": "red", "price": 19.95}}, "k.ey": 1, "empty": {}, "n": null, "list": [1, 2, 3, 4, 5], "s": "text"}',
};

const evaluate = (text: string): unknown => evaluateExpression(text, environment);

test.for([
  {
    given: 'jsonpath(doc, "$")',
    want: {
      empty: {},
      'k.ey': 1,
      list: [1, 2, 3, 4, 5],
      n: null,
      s: 'text',
      store: {
        bicycle: { color: 'red', price: 19.95 },
        book: [
          { price: 8.95, tags: ['a', 'b'], title: 'Sayings' },
          { price: 12.99, title: 'Sword' },
          { isbn: '0-553', price: 8.99, title: 'Moby' },
        ],
      },
    },
  },
  { given: 'jsonpath(doc, "$.store.bicycle.color")', want: 'red' },
  { given: "jsonpath(doc, \"$['store']['bicycle']['color']\")", want: 'red' },
  { given: 'jsonpath(doc, "$[\\"store\\"].bicycle[\\"price\\"]")', want: 19.95 },
  { given: 'jsonpath(doc, "$.store.book[0].title")', want: 'Sayings' },
  { given: 'jsonpath(doc, "$.store.book[-1].title")', want: 'Moby' },
  { given: 'jsonpath(doc, "$.store.book[*].title")', want: ['Sayings', 'Sword', 'Moby'] },
  { given: 'jsonpath(doc, "$.store.book[0,2].title")', want: ['Sayings', 'Moby'] },
  { given: 'jsonpath(doc, "$.store.book[0:2].title")', want: ['Sayings', 'Sword'] },
  { given: 'jsonpath(doc, "$.store.book[1:].title")', want: ['Sword', 'Moby'] },
  { given: 'jsonpath(doc, "$.store.book[:-1].title")', want: ['Sayings', 'Sword'] },
  { given: 'jsonpath(doc, "$.list[::2]")', want: [1, 3, 5] },
  { given: 'jsonpath(doc, "$.list[1:4:2]")', want: [2, 4] },
  { given: 'jsonpath(doc, "$.list[::-1]")', want: [5, 4, 3, 2, 1] },
  { given: 'jsonpath(doc, "$.list[3:0:-1]")', want: [] },
  { given: 'jsonpath(doc, "$.list[-2:]")', want: [4, 5] },
  { given: 'jsonpath(doc, "$.list[9:]")', want: [] },
  { given: 'jsonpath(doc, "$.list[2:1]")', want: [] },
  { given: 'jsonpath(doc, "$..price")', want: [19.95, 8.95, 12.99, 8.99] },
  { given: 'jsonpath(doc, "$..book[0].title")', want: ['Sayings'] },
  { given: 'jsonpath(doc, "$.store..title")', want: ['Sayings', 'Sword', 'Moby'] },
  {
    given: 'jsonpath(doc, "$.store.*")',
    want: [
      { color: 'red', price: 19.95 },
      [
        { price: 8.95, tags: ['a', 'b'], title: 'Sayings' },
        { price: 12.99, title: 'Sword' },
        { isbn: '0-553', price: 8.99, title: 'Moby' },
      ],
    ],
  },
  { given: 'jsonpath(doc, "$.store.bicycle.*")', want: ['red', 19.95] },
  { given: 'jsonpath(doc, "$..tags")', want: ['a', 'b'] },
  { given: 'jsonpath(doc, "$..[0].title")', want: ['Sayings'] },
  { given: 'jsonpath(doc, "$[\'k.ey\']")', want: 1 },
  { given: 'jsonpath(doc, "$.list[*]")', want: [1, 2, 3, 4, 5] },
  { given: 'jsonpath(doc, "$.empty.*")', want: [] },
  { given: 'jsonpath(doc, "$.n")', want: null },
  { given: 'jsonpath(doc, "$.list[(@.length-1)]")', want: 5 },
  { given: 'jsonpath(doc, "$.list[( @.length - 2 )]")', want: 4 },
  { given: 'jsonpath(doc, "$.store.book[?(@.price < 9)].title")', want: ['Sayings', 'Moby'] },
  { given: 'jsonpath(doc, "$.store.book[?(@.price > 8.95)].title")', want: ['Sword', 'Moby'] },
  { given: 'jsonpath(doc, "$.store.book[?(@.isbn)].title")', want: ['Moby'] },
  { given: 'jsonpath(doc, "$.store.book[?(@.title == \'Sword\')].price")', want: [12.99] },
  { given: 'jsonpath(doc, "$.store.book[?(@.title == \\"Moby\\")].price")', want: [8.99] },
  { given: 'jsonpath(doc, "$.store.book[?(@.nope)].title")', want: [] },
  { given: 'jsonpath(doc, "$.list[?(@ > 3)]")', want: [4, 5] },
  { given: 'jsonpath(doc, "$.list[?(@ == 2 || @ == 4)]")', want: [2, 4] },
  { given: 'jsonpath(doc, "$.store.book[?(@.price > $.store.bicycle.price)].title")', want: [] },
  { given: 'jsonpath(doc, "$.store.book[?(@.tags[0] == \'a\')].title")', want: ['Sayings'] },
  {
    given: "jsonpath(doc, \"$.store['book','bicycle']\")",
    want: [
      [
        { price: 8.95, tags: ['a', 'b'], title: 'Sayings' },
        { price: 12.99, title: 'Sword' },
        { isbn: '0-553', price: 8.99, title: 'Moby' },
      ],
      { color: 'red', price: 19.95 },
    ],
  },
  { given: "jsonpath(doc, \"$.store.bicycle['color','price']\")", want: ['red', 19.95] },
  { given: 'jsonpath(doc, "$.list[0]")', want: 1 },
  { given: 'jsonpath(doc, "$.store[?(@.color)].price")', want: [19.95] },
  { given: 'jsonpath(doc, "$.list[1,1]")', want: [2, 2] },
  { given: 'jsonpath(doc, "$.store.book[*].tags[*]")', want: [['a', 'b']] },
  { given: 'jsonpath(doc, "$.s")', want: 'text' },
  { given: 'jsonpath(doc, "$.store.book[?(@.title != \'Sword\')].title")', want: ['Sayings', 'Moby'] },
  { given: 'jsonpath(doc, "$[\'s\']")', want: 'text' },
  { given: 'jsonpath(doc, "$.list[-1:]")', want: [5] },
  { given: 'jsonpath(doc, "$.list[0:99]")', want: [1, 2, 3, 4, 5] },
  { given: 'string(jsonpath(doc, "$.list.length"))', want: '5' },
  { given: 'string(jsonpath(doc, "$.store.book.length"))', want: '3' },
  { given: 'string(jsonpath(doc, "$.s.length"))', want: '4' },
  { given: 'string(jsonpath(doc, "$.store.length"))', want: '2' },
  {
    given: 'jsonpath(doc, "$.store..")',
    want: [
      {
        bicycle: { color: 'red', price: 19.95 },
        book: [
          { price: 8.95, tags: ['a', 'b'], title: 'Sayings' },
          { price: 12.99, title: 'Sword' },
          { isbn: '0-553', price: 8.99, title: 'Moby' },
        ],
      },
      { color: 'red', price: 19.95 },
      'red',
      19.95,
      [
        { price: 8.95, tags: ['a', 'b'], title: 'Sayings' },
        { price: 12.99, title: 'Sword' },
        { isbn: '0-553', price: 8.99, title: 'Moby' },
      ],
      { price: 8.95, tags: ['a', 'b'], title: 'Sayings' },
      8.95,
      ['a', 'b'],
      'a',
      'b',
      'Sayings',
      { price: 12.99, title: 'Sword' },
      12.99,
      'Sword',
      { isbn: '0-553', price: 8.99, title: 'Moby' },
      '0-553',
      8.99,
      'Moby',
    ],
  },
])('$given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: "jsonpath('[1, 2]', '$[1]')", want: 2 },
  { given: "jsonpath('5', '$')", want: 5 },
  { given: 'jsonpath(\'{"a": {"b": [true]} }\', \'$.a.b\')', want: [true] },
  { given: 'jsonpath(\'[{"a": 1}, {"b": 2}]\', \'$[*].a\')', want: [1] },
  { given: "jsonpath('[]', '$[*]')", want: [] },
  { given: "jsonpath('{}', '$..a')", want: [] },
  { given: "jsonpath('null', '$')", want: null },
  { given: 'jsonpath(\'{"b": 1, "a": 2}\', \'$.*\')', want: [2, 1] },
  { given: "jsonpath('[[1, 2], [3]]', '$[*][0]')", want: [1, 3] },
  { given: "jsonpath('[[1, 2], [3]]', '$[0][1]')", want: 2 },
])('$given is $want, of a text', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: "jsonpath('{}')", want: 'not enough arguments to call jsonpath (1:1)' },
  { given: "jsonpath(1, '$')", want: 'cannot use int as argument (type string) to call jsonpath  (1:10)' },
])('refuses $given before it runs', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: 'jsonpath(doc, "$.nope")', want: "key: invalid token key 'nope' not found (1:1)" },
  { given: 'jsonpath(doc, "$.store.nope.x")', want: "key: invalid token key 'nope' not found (1:1)" },
  { given: 'jsonpath(doc, "$.list[9]")', want: 'index: invalid token out of range (1:1)' },
  { given: 'jsonpath(doc, "$.list[-9]")', want: 'index: invalid token out of range (1:1)' },
  {
    given: 'jsonpath(doc, "store")',
    want: "invalid JSONPath selector 'store' unexpected token 's' at index 0 (1:1)",
  },
  { given: 'jsonpath(doc, "")', want: "invalid JSONPath selector '' unexpected token '' at index 0 (1:1)" },
  {
    given: 'jsonpath(doc, "$.")',
    want: "invalid JSONPath selector '$.' invalid token. token string is empty (1:1)",
  },
  {
    given: 'jsonpath(doc, "$.store[")',
    want: "invalid JSONPath selector '$.store[' invalid token. '[' does not match any token format (1:1)",
  },
  {
    given: 'jsonpath(doc, "$.store.book[abc]")',
    want: "invalid JSONPath selector '$.store.book[abc]' invalid token. '[abc]' does not match any token format (1:1)",
  },
  { given: 'jsonpath(doc, "$.list[::0]")', want: 'range: invalid token out of range (1:1)' },
  { given: 'jsonpath(doc, "$.s.x")', want: 'key: invalid token target. expected [map] got [string] (1:1)' },
  {
    given: 'jsonpath(doc, "$.list[\'a\']")',
    want: 'key: invalid token target. expected [map] got [slice] (1:1)',
  },
  {
    given: 'jsonpath(doc, "$x")',
    want: "invalid JSONPath selector '$x' unexpected token 'x' at index 1 (1:1)",
  },
  {
    given: 'jsonpath(doc, "$[\'a\'")',
    want: "invalid JSONPath selector '$['a'' invalid token. '['a'' does not match any token format (1:1)",
  },
  {
    given: 'jsonpath(doc, "$.store.book[?(]")',
    want: "invalid JSONPath selector '$.store.book[?(]' invalid token. '[?(]' does not match any token format (1:1)",
  },
  { given: 'jsonpath(doc, "$.list.0")', want: 'key: invalid token target. expected [map] got [slice] (1:1)' },
  { given: "jsonpath('{', '$')", want: 'unexpected end of JSON input (1:1)' },
  { given: "jsonpath('[]', '$[0]')", want: 'index: invalid token out of range (1:1)' },
  { given: "jsonpath('', '$')", want: 'unexpected end of JSON input (1:1)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
