import { describe, test } from 'vitest';
import { draw, square } from '../../../test/components.ts';
import { expectRefusal, refusalOf, type Untyped, unknown } from '../../../test/expect-refusal.ts';
import { forEach, gt, input, oneOf, pipeline, when } from '../../index.ts';

describe('options of loops, branches and inputs', () => {
  const loop = (options: unknown) => () =>
    pipeline('p', {}, () => forEach(draw({ count: 1 }), (x) => square({ x }), options as Untyped));
  const branch = (options: unknown) => () =>
    pipeline('p', {}, () => {
      when(gt(square({ x: 1 }), 1), () => square({ x: 2 }), options as Untyped);
    });
  const declared = (options: unknown) => () =>
    pipeline('p', { n: input<number>(options as Untyped) }, ({ n }) => square({ x: n }));
  const chosen =
    (...given: readonly unknown[]) =>
    () =>
      pipeline('p', { n: (oneOf as (...all: readonly unknown[]) => never)(...given) }, () =>
        square({ x: 1 }),
      );

  test.for([
    {
      title: 'loop',
      build: loop,
      options: { paralellism: 2 },
      code: unknown,
      says: 'Did you mean "parallelism"?',
    },
    {
      title: 'loop',
      build: loop,
      options: { parallelism: 0 },
      says: 'must be an integer of at least 1, not 0.',
    },
    { title: 'loop', build: loop, options: { parallelism: '4' }, says: 'Write 4 without quotes.' },
    { title: 'loop', build: loop, options: 4, says: 'must be an object, not 4' },
    { title: 'branch', build: branch, options: { nam: 'x' }, code: unknown, says: 'Did you mean "name"?' },
    { title: 'branch', build: branch, options: { after: 5 }, says: 'not 5' },
    { title: 'input', build: declared, options: { descripton: 'x' }, code: unknown, says: '"description"?' },
    { title: 'input', build: declared, options: { schema: 'string' }, says: 'must be a JSON Schema' },
    { title: 'choice', build: chosen, options: [[]], says: 'takes strings' },
  ])('a $title with $options is refused', async ({ build, ...wanted }) => {
    expectRefusal(await refusalOf(build(wanted.options)), import.meta.filename, wanted);
  });

  test.for([
    { given: [[]], says: 'needs at least one value' },
    { given: [['a', 'a']], says: 'lists a value twice' },
    { given: [[1, Number.NaN]], says: 'takes strings, finite numbers and booleans only' },
    { given: ['a', 'b'], says: "oneOf(...) takes a list: oneOf(['min', 'max'])." },
    { given: [['a', 'b'], { default: 'c' }], says: 'must be one of "a", "b", not "c".' },
    { given: [['a'], { defualt: 'a' }], code: unknown, says: 'Did you mean "default"?' },
  ])('oneOf(...$given) is refused', async ({ given, ...wanted }) => {
    expectRefusal(await refusalOf(chosen(...given)), import.meta.filename, { options: {}, ...wanted });
  });
});
