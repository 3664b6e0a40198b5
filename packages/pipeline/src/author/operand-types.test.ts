import { describe, expect, test } from 'vitest';
import { compile } from '../../test/compile.ts';
import {
  describeComponent,
  describeNumbers,
  draw,
  hello,
  notify,
  rows,
  square,
} from '../../test/components.ts';
import {
  and,
  component,
  expr,
  forEach,
  gt,
  input,
  type JsonSchema,
  lt,
  not,
  type Output,
  or,
  pipeline,
  when,
} from '../index.ts';

/** What programs without a type checker may do. */
type Untyped = (...values: unknown[]) => Output<never>;
const untyped = (given: unknown): Untyped => given as Untyped;
const say = (): void => void notify({ text: 'x' });
const make = (schema: JsonSchema): Untyped => untyped(component(describeComponent('make', {}, schema)));
const order = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
const price = untyped(component(describeComponent('price', { order, rate: { type: 'number' } }, {})));
const list = untyped(component(describeComponent('list', { 'max-items': { type: 'number' } }, {})));

const _kept = 5;

/** A variable that nothing defines. */
declare const missing: number;

interface Mistake {
  readonly title: string;
  readonly given: () => unknown;
  readonly code: string;
  readonly want: string;
}

const operands: readonly Mistake[] = [
  {
    title: 'not of a number',
    given: () => when(untyped(not)(square({ x: 1 })), say),
    code: 'PIPELINE_NOT_A_BOOLEAN',
    want: 'not(...) takes booleans, but the output is a number. Write when([output], (n) => n === 0, () => { ... }).',
  },
  {
    title: 'not of a list',
    given: () => untyped(not)(draw({ count: 1 })),
    code: 'PIPELINE_NOT_A_BOOLEAN',
    want: '(list) => list.length === 0',
  },
  {
    title: 'and of a text',
    given: () => and(untyped(hello)(), gt(square({ x: 1 }), 2)),
    code: 'PIPELINE_NOT_A_BOOLEAN',
    want: "Write expr([output], (text) => text !== '') as an operand of and.",
  },
  {
    title: 'or of a constant',
    given: () => untyped(or)(5),
    code: 'PIPELINE_NOT_A_BOOLEAN',
    want: 'but got a number',
  },
  {
    title: 'and of nothing',
    given: () => and(),
    code: 'PIPELINE_NOT_A_BOOLEAN',
    want: 'at least one condition',
  },
  {
    title: 'a boolean that may be null',
    given: () => not(make({ type: ['boolean', 'null'] })()),
    code: 'PIPELINE_NOT_A_BOOLEAN',
    want: 'a boolean or null. Write when([output], (value) => value === false, () => { ... }).',
  },
  {
    title: 'not of a computed number',
    given: () => when(untyped(not)(expr([square({ x: 1 })], (n) => n * 2)), say),
    code: 'PIPELINE_NOT_A_BOOLEAN',
    want: '(n) => n === 0',
  },
  {
    title: 'when of a number',
    given: () => untyped(when)(square({ x: 1 }), say),
    code: 'PIPELINE_NOT_A_BOOLEAN',
    want: 'when(...) takes booleans, but the output is a number. Write when([output], (n) => n !== 0, () => { ... }).',
  },
  {
    title: 'a list compared with a number',
    given: () => untyped(gt)(draw({ count: 1 }), 1),
    code: 'PIPELINE_NOT_COMPARABLE',
    want: 'gt(...) compares two numbers or two strings, but got a list and a number.',
  },
  {
    title: 'a number compared with a text',
    given: () => untyped(lt)(square({ x: 1 }), 'a'),
    code: 'PIPELINE_NOT_COMPARABLE',
    want: 'a number and a string',
  },
  {
    title: 'a computed text compared with a number',
    given: () =>
      untyped(lt)(
        expr([square({ x: 1 })], (n) => `${n}`),
        1,
      ),
    code: 'PIPELINE_NOT_COMPARABLE',
    want: 'a string and a number',
  },
];

const calls: readonly Mistake[] = [
  {
    title: 'a misspelt argument',
    given: () => price({ ordr: { id: 'a' }, rate: 1 }),
    code: 'PIPELINE_UNKNOWN_ARGUMENT',
    want: 'price has no argument "ordr". Did you mean "order"?',
  },
  {
    title: 'an argument of a template in camel case',
    given: () => list({ maxItems: 5 }),
    code: 'PIPELINE_UNKNOWN_ARGUMENT',
    want: 'list has no argument "maxItems". Did you mean "max-items"?',
  },
  ...[
    { title: 'an output', given: () => price(square({ x: 1 })) },
    { title: 'an output whose fields are other ones', given: () => price(describeNumbers({ values: [1] })) },
    { title: 'a constant', given: () => price('a') },
    { title: 'a list', given: () => price([1]) },
    { title: 'several outputs', given: () => price(square({ x: 1 }), square({ x: 2 })) },
    { title: 'an object and an output', given: () => price({ order: { id: 'a' } }, square({ x: 2 })) },
    { title: 'an object and two more', given: () => price({ order: { id: 'a' } }, {}, 1) },
  ].map((one) => ({
    ...one,
    title: `positional arguments: ${one.title}`,
    code: 'PIPELINE_POSITIONAL_ARGUMENTS',
    want: 'A component takes one object: price({ order, rate }).',
  })),
  {
    title: 'a positional argument of a function without parameters',
    given: () => untyped(rows)(5),
    code: 'PIPELINE_POSITIONAL_ARGUMENTS',
    want: 'rows takes no arguments: rows().',
  },
  {
    title: 'a positional argument under a name that needs quotes',
    given: () => list(5),
    code: 'PIPELINE_POSITIONAL_ARGUMENTS',
    want: "A component takes one object: list({ 'max-items': ... }).",
  },
];

const lists: readonly Mistake[] = [
  {
    title: 'a condition without its list',
    given: () => untyped(when)(square({ x: 1 }), (s: number) => s > 50, say),
    code: 'PIPELINE_NOT_A_LIST',
    want: 'Pass the outputs as a list: when([output], (s) => ...).',
  },
  {
    title: 'a condition without its list and body',
    given: () => untyped(when)(square({ x: 1 }), (s: number) => s > 50),
    code: 'PIPELINE_NOT_A_LIST',
    want: 'when([output], (s) => ...)',
  },
  {
    title: 'an expression without its list',
    given: () => untyped(expr)(square({ x: 1 }), (s: number) => s * 2),
    code: 'PIPELINE_NOT_A_LIST',
    want: 'Pass the outputs as a list: expr([output], (s) => ...).',
  },
  {
    title: 'an expression without its function',
    given: () => untyped(expr)([square({ x: 1 })]),
    code: 'PIPELINE_NOT_A_FUNCTION',
    want: 'expr needs a function after the list',
  },
  {
    title: 'two bodies',
    given: () =>
      untyped(when)(
        gt(square({ x: 1 }), 1),
        () => say(),
        () => say(),
      ),
    code: 'PIPELINE_INVALID_OPTION',
    want: '.otherwise(() => { ... })',
  },
  {
    title: 'a branch without a body',
    given: () => untyped(when)([square({ x: 1 })], (s: number) => s > 1),
    code: 'PIPELINE_NOT_A_FUNCTION',
    want: 'when(...) needs a function as its body',
  },
  {
    title: 'a loop without a body',
    given: () => untyped(forEach)(draw({ count: 1 })),
    code: 'PIPELINE_NOT_A_FUNCTION',
    want: 'forEach needs a list and a function',
  },
  {
    title: 'an index of a list',
    given: () => untyped((values: unknown[]) => values[0])(draw({ count: 1 })),
    code: 'PIPELINE_OUTPUT_AS_VALUE',
    want: 'expr([output], (value) => value[0])',
  },
  {
    title: 'an expression that nothing uses',
    given: () => {
      expr([square({ x: 1 })], (n) => n + missing);
      say();
    },
    code: 'PIPELINE_CAPTURED_VARIABLE',
    want: '`missing` is not a variable of this module, and Argo has no globals of that name. Put its value into the list before the function.',
  },
];

describe('mistakes in the types and the form of calls', () => {
  test.for([...operands, ...calls, ...lists])('$title', async ({ given, code, want }) => {
    const error = await compile(pipeline('p', {}, () => void given())).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, message: expect.stringContaining(want) });
    expect(error).toHaveProperty('location.line', expect.any(Number));
  });

  test('an input of a pipeline is checked once its type is known', async () => {
    const flag = pipeline('p', { n: input<never>() }, ({ n }) => {
      when(not(n), say);
      square({ x: n });
    });
    await expect(compile(flag)).rejects.toMatchObject({ code: 'PIPELINE_NOT_A_BOOLEAN' });
  });

  test('booleans, comparable values and values of unknown type are accepted', async () => {
    const given = pipeline('p', { flag: true }, ({ flag }) => {
      const unknown = make({})();
      when(and(flag, not(unknown), or(gt(square({ x: 1 }), 5), lt(hello(), 'b'), gt(unknown, 1))), say);
    });
    await expect(compile(given)).resolves.toBeDefined();
  });
});
