import { describe, expectTypeOf, test } from 'vitest';
import { add, choose, hello, notify, type Stats, scale, square, total } from '../../test/components.ts';
import {
  type AnyPipeline,
  type Arg,
  after,
  type Chain,
  type Component,
  component,
  expr,
  forEach,
  gt,
  input,
  type Large,
  type NoOutput,
  type Output,
  oneOf,
  pipeline,
  when,
} from '../index.ts';

declare const numbers: Output<number[]>;
declare const count: Output<number>;
declare const word: Output<string>;
declare const flag: Output<boolean>;
declare const stats: Output<Stats>;
declare const describeStats: Component<{ stats: Stats }, string>;

describe('what pipelines can express', () => {
  test('arguments are values or outputs', () => {
    expectTypeOf(square({ x: 1 })).toEqualTypeOf<Output<number>>();
    expectTypeOf(square({ x: count })).toEqualTypeOf<Output<number>>();
    expectTypeOf(hello()).toEqualTypeOf<Output<string>>();
    expectTypeOf(hello({}, { name: 'first' })).toEqualTypeOf<Output<string>>();
    expectTypeOf(scale({ x: 1 })).toEqualTypeOf<Output<number>>();
    expectTypeOf(square.with({ retry: 2 })).toEqualTypeOf<Component<{ x: number }, number>>();
    choose({ mode: 'min' });
    choose({ mode: expr([count], (n) => (n > 1 ? 'min' : 'max')) });
  });

  test('an argument takes every output that fits', () => {
    expectTypeOf<Output<'a'>>().toExtend<Arg<'a' | 'b'>>();
    expectTypeOf<Output<'a'> | Output<'b'>>().toExtend<Arg<'a' | 'b'>>();
    expectTypeOf<Output<boolean>>().toExtend<Arg<boolean>>();
    expectTypeOf<Output<number[]>>().toExtend<Arg<readonly number[]>>();
    expectTypeOf<Output<number>>().toExtend<Arg<number | undefined>>();
    expectTypeOf<Output<number[]>>().toExtend<Arg<Large<number[]>>>();
    expectTypeOf<Output<Large<number[]>>>().toExtend<Arg<number[]>>();
    expectTypeOf<Output<string>>().not.toExtend<Arg<number>>();
  });

  test('lists and objects may have outputs in them', () => {
    total({ values: [count, 1, stats.mean] });
    describeStats({ stats: { mean: count, label: 'x', values: [1, count] } });
    forEach([count, 1], (x) => square({ x }));
    forEach([count, stats.mean], (x) => square({ x }));
  });

  test('fields of an output are outputs', () => {
    expectTypeOf(stats.mean).toEqualTypeOf<Output<number>>();
    expectTypeOf(total({ values: stats.values })).toEqualTypeOf<Output<number>>();
  });

  test('loops give lists', () => {
    expectTypeOf(forEach(numbers, (x) => square({ x }))).toEqualTypeOf<Output<number[]>>();
    expectTypeOf(forEach([1, 2], (x, index) => add({ a: x, b: index }))).toEqualTypeOf<Output<number[]>>();
    expectTypeOf(forEach(numbers, (x) => ({ n: square({ x }), word: hello() }))).toExtend<
      Output<{ n: number; word: string }[]>
    >();
    expectTypeOf(
      forEach(
        forEach([1], () => numbers),
        (row) => total({ values: row }),
      ),
    ).toEqualTypeOf<Output<number[]>>();
    forEach(['min', 'max'] as const, (mode) => choose({ mode }));
  });

  test('branches join', () => {
    const branch = when(
      [count, word],
      (n, text) => n > text.length,
      () => square({ x: 1 }),
    );
    expectTypeOf(branch).toEqualTypeOf<Chain<number>>();
    expectTypeOf(branch.otherwise(() => square({ x: 2 }))).toEqualTypeOf<Output<number>>();
    when(gt(count, 1), () => notify({ text: word }));
    when(flag, () => notify({ text: word }));
    notify({ text: 'x' }, { after: [branch, count] });
  });

  test('inputs have the types of their declarations', () => {
    const made = pipeline(
      'p',
      { count: 5, mode: oneOf(['min', 'max']), name: input<string>(), list: [1] },
      (inputs) => {
        expectTypeOf(inputs.count).toEqualTypeOf<Output<number>>();
        expectTypeOf(inputs.mode).toEqualTypeOf<Output<'min' | 'max'>>();
        expectTypeOf(inputs.name).toEqualTypeOf<Output<string>>();
        expectTypeOf(inputs.list).toEqualTypeOf<Output<number[]>>();
        return { sum: total({ values: inputs.list }) };
      },
    );
    expectTypeOf(made).toExtend<AnyPipeline>();
  });
});

describe('mistakes that tsc reports in readable messages', () => {
  test('arguments', () => {
    // @ts-expect-error Expected 1-2 arguments, but got 0.
    square();
    // @ts-expect-error Property 'x' is missing in type '{}' but required in type 'ArgumentsFor<{ x: number; }>'.
    square({});
    // @ts-expect-error Object literal may only specify known properties, and 'y' does not exist in type 'ArgumentsFor<{ x: number; }>'.
    square({ y: 1 });
    // @ts-expect-error Object literal may only specify known properties, and 'y' does not exist in type 'ArgumentsFor<{ x: number; }>'.
    square({ x: 1, y: 2 });
    // @ts-expect-error Type 'string' is not assignable to type 'Arg<number>'.
    square({ x: 'one' });
    // @ts-expect-error Type 'OutputHandle<string>' is not assignable to type 'Arg<number>'.
    square({ x: word });
    // @ts-expect-error Object literal may only specify known properties, and 'bye' does not exist in type 'ArgumentsFor<{ x: number; by?: number; }>'.
    scale({ x: 1, bye: 2 });
    // @ts-expect-error Type 'string' is not assignable to type 'Arg<number>'.
    scale({ x: 1, by: '2' });
    // @ts-expect-error Property 'b' is missing in type '{ a: number; }' but required in type 'ArgumentsFor<{ a: number; b: number; }>'.
    add({ a: 1 });
    // @ts-expect-error Type 'string' is not assignable to type 'never'.
    hello({ name: 'x' });
    // @ts-expect-error Type '"mid"' is not assignable to type 'Arg<"max" | "min">'.
    choose({ mode: 'mid' });
    // @ts-expect-error Type 'OutputHandle<string>' is not assignable to type 'Arg<"max" | "min">'.
    choose({ mode: word });
    // @ts-expect-error Argument of type 'number' is not assignable to parameter of type 'ArgumentsFor<{ x: number; }>'.
    square(1);
  });

  test('lists and items', () => {
    // @ts-expect-error Type 'OutputHandle<number[]>' is not assignable to type 'Arg<number>'.
    square({ x: numbers });
    // @ts-expect-error Type 'OutputHandle<number>' is not assignable to type 'Arg<number[]>'.
    total({ values: count });
    // @ts-expect-error Type 'OutputHandle<string>' is not assignable to type 'Arg<number>'.
    total({ values: [count, word] });
    // @ts-expect-error Argument of type 'OutputHandle<number>' is not assignable to parameter of type 'Arg<readonly unknown[]>'.
    forEach(count, (x) => square({ x }));
    // @ts-expect-error Type 'OutputHandle<string>' is not assignable to type 'Arg<number>'.
    forEach(['a'], (x) => square({ x }));
    // @ts-expect-error Type 'OutputHandle<string[]>' is not assignable to type 'Arg<number[]>'.
    total({ values: forEach(numbers, () => hello()) });
    // @ts-expect-error Type 'number' is not assignable to type 'OutputHandle<unknown>'.
    forEach(numbers, (x) => ({ n: square({ x }), five: 5 }));
    // @ts-expect-error Property 'map' does not exist on type 'OutputHandle<number[]>'.
    numbers.map((x) => x);
  });

  test('outputs that do not exist', () => {
    // @ts-expect-error Property 'means' does not exist on type 'Output<Stats>'. Did you mean 'mean'?
    square({ x: stats.means });
    // @ts-expect-error Type 'OutputHandle<string>' is not assignable to type 'Arg<number>'.
    square({ x: stats.label });
    // @ts-expect-error Property 'value' does not exist on type 'OutputHandle<number>'.
    square({ x: count.value });
    // @ts-expect-error Property 'm' does not exist on type 'PipelineInputs<{ n: number; }>'.
    pipeline('p', { n: 1 }, ({ m }) => square({ x: m }));
    // @ts-expect-error Type 'OutputHandle<string>' is not assignable to type 'Arg<number>'.
    pipeline('p', { n: 'one' }, ({ n }) => square({ x: n }));
    // @ts-expect-error Type 'OutputHandle<"mid" | "min">' is not assignable to type 'Arg<"max" | "min">'.
    pipeline('p', { mode: oneOf(['min', 'mid']) }, ({ mode }) => choose({ mode }));
  });

  test('values that are not known yet', () => {
    // @ts-expect-error Operator '+' cannot be applied to types 'OutputHandle<number>' and 'number'.
    add({ a: count + 1, b: 1 });
    when(
      [count],
      // @ts-expect-error No overload matches this call. The last overload gave: Type 'number' is not assignable to type 'boolean'.
      (n) => n,
      () => square({ x: 1 }),
    );
    when(
      [count],
      // @ts-expect-error Property 'length' does not exist on type 'number'.
      (n) => n.length > 1,
      () => square({ x: 1 }),
    );
    // @ts-expect-error Type '() => number' is not assignable to type 'Problem<"List outputs and constants: ...">'.
    expr([() => 5], (n) => n);
    // @ts-expect-error Argument of type 'OutputHandle<number>' is not assignable to parameter of type 'OutputHandle<boolean>'.
    when(count, () => square({ x: 1 }));
    // @ts-expect-error Type 'Chain<number>' is not assignable to type 'Arg<number>'.
    square({ x: when(flag, () => square({ x: 1 })) });
    // @ts-expect-error Type 'number' is not assignable to type 'OutputHandle<unknown>'.
    pipeline('p', {}, () => ({ five: 5 }));
    // @ts-expect-error Type 'Promise<OutputHandle<number>>' is not assignable to type 'BodyReturn'.
    pipeline('p', {}, async () => square({ x: 1 }));
    // @ts-expect-error Type 'OutputHandle<number>' is not assignable to type 'Arg<string>'.
    notify({ text: expr([count], (n) => n * 2) });
  });

  test('options', () => {
    // @ts-expect-error Object literal may only specify known properties, and 'retries' does not exist in type 'TaskOptions'.
    square({ x: 1 }, { retries: 2 });
    // @ts-expect-error Type '"Sometimes"' is not assignable to type '"Always" | "OnError" | "OnFailure" | "OnTransientError" | undefined'.
    square({ x: 1 }, { retry: { limit: 1, policy: 'Sometimes' } });
    // @ts-expect-error Object literal may only specify known properties, and 'img' does not exist in type 'ComponentOptions'.
    square.with({ img: 'node' });
    // @ts-expect-error Type 'number' is not assignable to type 'Awaitable'.
    square({ x: 1 }, { after: [5] });
    // @ts-expect-error Object literal may only specify known properties, and 'parallel' does not exist in type 'LoopOptions'.
    forEach(numbers, (x) => square({ x }), { parallel: 4 });
    // @ts-expect-error Object literal may only specify known properties, but 'schedules' does not exist in type 'PipelineOptions<{}>'. Did you mean to write 'schedule'?
    pipeline('p', {}, () => hello(), { schedules: ['0 3 * * *'] });
    // @ts-expect-error Type '"Job"' is not assignable to type '"CronWorkflow" | "Workflow" | "WorkflowTemplate" | undefined'.
    pipeline('p', {}, () => hello(), { kind: 'Job' });
    // @ts-expect-error Argument of type 'number' is not assignable to parameter of type 'Awaitable'.
    after(5, [count]);
    // @ts-expect-error Type '{ name: string; }' is missing the following properties from type 'ComponentDescriptor': source, style, inputs, output
    component<{ x: number }, number>({ name: 'x' });
  });
});

describe('functions that return nothing', () => {
  const told = notify({ text: word });

  test('give no output', () => {
    expectTypeOf(told).toEqualTypeOf<NoOutput>();
    expectTypeOf(forEach(numbers, () => notify({ text: word }))).toEqualTypeOf<NoOutput>();
    expectTypeOf(
      forEach(numbers, () => {
        notify({ text: word });
      }),
    ).toEqualTypeOf<NoOutput>();
    expectTypeOf(when(flag, () => told).otherwise(() => told)).toEqualTypeOf<NoOutput>();
    square({ x: 1 }, { after: [told] });
    after(square({ x: 1 }), [told]);
    pipeline('p', {}, () => notify({ text: 'x' }));
  });

  test('cannot be used as values', () => {
    // @ts-expect-error the pipeline has no such result
    pipeline('p', {}, () => ({ told: notify({ text: 'x' }) }));
    // @ts-expect-error the body of the loop has no such result
    forEach(numbers, () => ({ told: notify({ text: 'x' }) }));
    // @ts-expect-error the body of the branch has no such result
    when(flag, () => ({ told }));
    // @ts-expect-error no number
    square({ x: told });
    // @ts-expect-error no part of a list
    total({ values: [1, told] });
    // @ts-expect-error no input of an expression
    expr([told], (x) => x);
    // @ts-expect-error no condition
    when(told, () => square({ x: 1 }));
    // @ts-expect-error not a list
    forEach(told, (x) => square({ x }));
    // @ts-expect-error an operand needs a value
    gt(told, 1);
    // @ts-expect-error a loop without results has no list of results
    total({ values: forEach(numbers, () => told) });
  });
});
