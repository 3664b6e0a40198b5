import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';
import { TaskError } from './task-error.ts';

function withGetter(error: object, name: PropertyKey): object {
  return Object.defineProperty(error, name, {
    get() {
      throw new Error(`no ${String(name)}`);
    },
  });
}

function chain(length: number): Error {
  let error = new Error('reason 0');
  for (let at = 1; at < length; at++) error = new Error(`reason ${at}`, { cause: error });
  return error;
}

function selfCaused(): Error {
  const error = new Error('round');
  error.cause = error;
  return error;
}

const failed = /^PIPELINE_FUNCTION_FAILED: f failed/;

test.for([
  { title: 'null', thrown: null, want: ['PIPELINE_FUNCTION_FAILED: f failed.\nnull'] },
  { title: 'undefined', thrown: undefined, want: ['PIPELINE_FUNCTION_FAILED: f failed.\nundefined'] },
  { title: 'a symbol', thrown: Symbol('s'), want: ['PIPELINE_FUNCTION_FAILED: f failed.\nSymbol(s)'] },
  { title: 'a bigint', thrown: 10n, want: ['PIPELINE_FUNCTION_FAILED: f failed.\n10n'] },
  { title: 'a long string', thrown: 'x'.repeat(500), want: [`f failed.\n'${'x'.repeat(500)}'`] },
  {
    title: 'an object',
    thrown: { code: 42, message: 'why '.repeat(30), at: { deep: 'here' } },
    want: ['f failed.\n{', 'code: 42', 'why '.repeat(30), "deep: 'here'"],
  },
  { title: 'an object without prototype', thrown: Object.create(null), want: ['f failed.\n[Object: null'] },
  {
    title: 'an object whose text throws',
    thrown: {
      toString() {
        throw new Error('no text');
      },
    },
    want: ['f failed.\n{ toString: [Function: toString] }'],
  },
  {
    title: 'a proxy that throws',
    thrown: new Proxy(new Error('inner'), {
      get() {
        throw new Error('no get');
      },
    }),
    want: [/^PIPELINE_FUNCTION_FAILED: f failed at .*\nError: inner\n/],
  },
  { title: 'a message that throws', thrown: withGetter(new Error('the text'), 'message'), want: [failed] },
  { title: 'a name that throws', thrown: withGetter(new Error('the text'), 'name'), want: [failed] },
  { title: 'a stack that throws', thrown: withGetter(new Error('the text'), 'stack'), want: ['the text'] },
  { title: 'a cause that throws', thrown: withGetter(new Error('the text'), 'cause'), want: ['the text'] },
  {
    title: 'a printer that throws',
    thrown: withGetter(new Error('the text'), inspect.custom),
    want: ['the text'],
  },
  {
    title: 'an object whose printer throws',
    thrown: withGetter({ code: 42 }, inspect.custom),
    want: ['f failed.\n{ code: 42'],
  },
  { title: 'a frozen error', thrown: Object.freeze(new Error('the text')), want: ['Error: the text\n'] },
  {
    title: 'an error of many lines',
    thrown: new Error('one\ntwo\n  at three'),
    want: ['one\ntwo\n  at three\n'],
  },
  { title: 'an error that causes itself', thrown: selfCaused(), want: ['Error: round', '[Circular'] },
  {
    title: 'a long chain of causes',
    thrown: chain(12),
    want: Array.from({ length: 12 }, (_, at) => `Error: reason ${at}\n`),
  },
  {
    title: 'several errors at once',
    thrown: new AggregateError([new Error('first'), new Error('second')], 'both'),
    want: ['AggregateError: both', 'Error: first', 'Error: second'],
  },
  {
    title: 'an error of the task itself',
    thrown: new TaskError('PIPELINE_INPUT_MISSING: x'),
    want: [/^PIPELINE_INPUT_MISSING: x$/],
  },
])('names the reason of $title', ({ thrown, want }) => {
  const text = describeError('f', thrown, (frame) => frame);
  for (const part of want) {
    if (typeof part === 'string') expect(text).toContain(part);
    else expect(text).toMatch(part);
  }
});

test('frames are mapped or left out, also those of causes', () => {
  const text = describeError('f', chain(5), (frame) =>
    frame.includes('describe-error.test') ? '\n    at components.ts:7' : '',
  );
  expect(text).toMatch(/^PIPELINE_FUNCTION_FAILED: f failed at components\.ts:7\.\nError: reason 4\n/);
  expect(text).not.toContain('node:internal');
  expect(text).not.toContain('describe-error.test');
});

test('code that eval runs fails at the line that called eval', () => {
  const error = new Error('why');
  error.stack =
    'Error: why\n    at eval (eval at f (components.ts:3), <anonymous>:1:7)\n    at f (components.ts:4)';
  expect(describeError('f', error, (frame) => frame)).toMatch(/^[A-Z_]+: f failed at components\.ts:3\.\n/);
});
