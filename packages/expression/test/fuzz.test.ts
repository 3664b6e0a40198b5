import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dependsTasks,
  ExpressionError,
  evaluateDepends,
  evaluateExpression,
  evaluateWhen,
  findTags,
  parseDepends,
  printGoValue,
  substituteTags,
} from '../src/index.ts';

const words = fc.constantFrom(
  ...'a b item x # #index . .. , ; : ? ?. ?? ( ) [ ] { } {{ }} {{= + - * / % ** ^ | || && ! not in == != < <= > matches'.split(
    ' ',
  ),
  ...'contains "a" \'b\' `c` 1 0 1.5 1e400 0x 0b1 1_0 true nil let if else = map( filter( sum( sort( take( reduce('.split(
    ' ',
  ),
  ...'groupBy( fromJSON( toJson( jsonpath( sprig. sprig.trim( sprig.substr( date( duration( "1h" \\ " \' é 💥 \ud800 \u0000 =~ !~'.split(
    ' ',
  ),
  ...'A.Succeeded A.Failed B.X && \n \t // /* */ :: $env b"\\xff" 9223372036854775807'.split(' '),
);
const text = fc.oneof(
  fc.array(words, { maxLength: 14 }).map((parts) => parts.join(' ')),
  fc.array(words, { maxLength: 14 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);
const environment = { a: 'text', b: [1, 2, 'x'], item: { k: 'v', n: null }, x: 3n };

/** Fails on any error other than an ExpressionError. */
function attempt(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(ExpressionError);
  }
}

test.for([
  {
    title: 'evaluateExpression',
    run: (given: string) => printGoValue(evaluateExpression(given, environment)),
  },
  { title: 'evaluateWhen', run: evaluateWhen },
  { title: 'findTags', run: findTags },
  { title: 'dependsTasks', run: dependsTasks },
  { title: 'parseDepends', run: parseDepends },
  { title: 'evaluateDepends', run: (given: string) => evaluateDepends(given, () => true) },
  {
    title: 'substituteTags on expressions',
    run: (given: string) =>
      substituteTags(JSON.stringify([`{{=${given}}}`]), new Map([['a.b', given]]), {
        allowUnresolved: false,
      }),
  },
  {
    title: 'substituteTags on any text',
    run: (given: string) =>
      substituteTags(
        given,
        new Map<string, unknown>([
          ['a', null],
          ['b', given],
        ]),
        { allowUnresolved: true },
      ),
  },
])('$title throws nothing but an ExpressionError', ({ run }) => {
  fc.assert(
    fc.property(text, (given) => attempt(() => run(given))),
    { numRuns: 3_000 },
  );
});

test.for([
  { title: 'deep parentheses', given: '('.repeat(100_000) },
  { title: 'a deep unary chain', given: '-'.repeat(100_000) + 1 },
  { title: 'many nodes', given: '1+'.repeat(20_000) + 1 },
  { title: 'a long sum within the limit', given: '1+'.repeat(4_000) + 1 },
  { title: 'a huge range', given: '1..1000000000000' },
  { title: 'a huge repeat', given: "repeat('ab', 1000000) + repeat('ab', 1000000)" },
  { title: 'a number that is no number', given: '1e999' },
])('$title ends in a value or an ExpressionError', ({ given }) => {
  attempt(() => evaluateExpression(given, {}));
  attempt(() => evaluateWhen(given));
});
