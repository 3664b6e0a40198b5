import { parseExpression, printExpression } from '@tiphys/expression';
import { expect, test } from 'vitest';
import { readArrow } from '../author/formulas/arrow-function.ts';
import { using } from '../author/formulas/using.ts';
import { type ArrowParameter, translateArrow } from './translate-arrow.ts';
import type { Wanted } from './translate-function.ts';

type AnyFunction = (...values: never[]) => unknown;

/** What a retry knows of the last try, as its own expressions. */
const lastTry: ArrowParameter = {
  fields: {
    exitCode: { schema: { type: 'integer' }, node: parseExpression('asInt(lastRetry.exitCode)') },
    status: { schema: { enum: ['Failed', 'Error'] }, node: parseExpression('lastRetry.status') },
    message: { schema: { type: 'string' }, node: parseExpression('lastRetry.message') },
  },
};

interface LastTry {
  readonly exitCode: number;
  readonly status: 'Failed' | 'Error';
  readonly message: string;
}

const condition: Wanted = { kind: 'boolean', what: 'retry.if' };
const key: Wanted = { kind: 'string', what: 'cache.key' };

test.for<{ given: AnyFunction; wanted: Wanted; want: string }>([
  {
    given: (last: LastTry) => last.exitCode !== 2 && !last.message.includes('out of memory'),
    wanted: condition,
    want: 'asInt(lastRetry.exitCode) != 2 && !(lastRetry.message contains "out of memory")',
  },
  {
    given: ({ status }: LastTry) => status === 'Failed',
    wanted: condition,
    want: 'lastRetry.status == "Failed"',
  },
  {
    given: using({ fatal: [2, 3] }, ({ fatal }, last: LastTry) => !fatal.includes(last.exitCode)),
    wanted: condition,
    want: '!(asInt(lastRetry.exitCode) in [2, 3])',
  },
  {
    given: ({ exitCode, status }: LastTry) => `${status}-${exitCode}`,
    wanted: key,
    want: 'lastRetry.status + "-" + toJson(asInt(lastRetry.exitCode))',
  },
])('$given becomes $want', ({ given, wanted, want }) => {
  const arrow = readArrow(given, { called: wanted.what, site: {} });
  expect(printExpression(translateArrow(arrow, [lastTry], wanted))).toBe(
    printExpression(parseExpression(want)),
  );
});

test.for<{ given: unknown; code: string; want: string }>([
  {
    given: (last: LastTry) => last.exitCode,
    code: 'PIPELINE_UNSUPPORTED_SYNTAX',
    want: 'retry.if must be a boolean, but this is a number. Compare it, or write Boolean(value).',
  },
  {
    given: (last: LastTry) => last.message.match(/x/) !== null,
    code: 'PIPELINE_UNSUPPORTED_SYNTAX',
    want: '.match() of a string has no counterpart in Argo. Write it with the syntax that the page "Functions in expressions" of the docs lists.',
  },
  { given: 5, code: 'PIPELINE_NOT_A_FUNCTION', want: 'retry.if must be a function: (value) => ...' },
])('$given is refused', ({ given, code, want }) => {
  expect(() =>
    translateArrow(readArrow(given, { called: 'retry.if', site: {} }), [lastTry], condition),
  ).toThrow(expect.objectContaining({ code, message: expect.stringContaining(want) }));
});
