import { describe, expectTypeOf, test } from 'vitest';
import { add, describeComponent, draw, notify, square, total } from '../../test/components.ts';
import {
  type Component,
  component,
  expr,
  type FailureReport,
  type FileRef,
  forEach,
  group,
  type Hook,
  hook,
  type NoOutput,
  type Output,
  type OutputFile,
  pipeline,
} from '../index.ts';

const save: Component<{ text: string }, OutputFile<'csv'>> = component(
  describeComponent('save', { text: {} }, {}),
);

describe('a group', () => {
  test('gives what its body returns', () => {
    expectTypeOf(group('g', () => square({ x: 1 }))).toEqualTypeOf<Output<number>>();
    const named = group('g', () => ({ n: square({ x: 1 }), list: draw({ count: 1 }) }));
    expectTypeOf(named.n).toEqualTypeOf<Output<number>>();
    expectTypeOf(named.list).toEqualTypeOf<Output<number[]>>();
    expectTypeOf(group('g', () => notify({ text: 'x' }))).toEqualTypeOf<NoOutput>();
    expectTypeOf(group('g', () => {})).toEqualTypeOf<NoOutput>();
    expectTypeOf(group('g', () => save({ text: 'x' }))).toExtend<Output<FileRef<'csv'>>>();
    add({ a: named.n, b: group('h', () => square({ x: 1 })) });
  });

  test('gives its exit handler a typed outcome', () => {
    group('g', () => square({ x: 1 }), {
      onExit: ({ status, result }) => {
        expectTypeOf(status).toEqualTypeOf<Output<'Succeeded' | 'Failed' | 'Error'>>();
        expectTypeOf(result).toEqualTypeOf<Output<number | null>>();
        notify({ text: status });
      },
      retry: { limit: 2, backoff: { duration: '10s' } },
      parallelism: 2,
      failFast: false,
      defaults: { image: 'node:24', env: { A: 1 } },
    });
  });

  test('misuse', () => {
    group('g', () => notify({ text: 'x' }), {
      // @ts-expect-error Type 'string' is not assignable to type 'Problem<"A group has no timeout in Argo: give one to its tasks, or a deadline to the pipeline.">'.
      timeout: '5m',
    });
    // @ts-expect-error Object literal may only specify known properties, and 'image' does not exist in type 'GroupOptions<undefined>'.
    group('g', () => notify({ text: 'x' }), { image: 'node' });
    // @ts-expect-error Object literal may only specify known properties, and 'retires' does not exist in type 'Settings'.
    group('g', () => notify({ text: 'x' }), { defaults: { retires: 2 } });
    // @ts-expect-error Argument of type '() => OutputHandle<number>' is not assignable to parameter of type 'string'.
    group(() => square({ x: 1 }));
    // @ts-expect-error Type 'Promise<NoOutput>' is not assignable to type 'BodyReturn'.
    group('g', async () => notify({ text: 'x' }));
    // @ts-expect-error Type 'number' is not assignable to type 'BodyReturn'.
    group('g', () => 5);
    group('g', () => square({ x: 1 }), {
      // @ts-expect-error Property 'exitCode' does not exist on type 'Outcome<number>'.
      onExit: ({ exitCode }) => notify({ text: exitCode }),
    });
    group('g', () => square({ x: 1 }), {
      // @ts-expect-error Type 'OutputHandle<number | null>' is not assignable to type 'Arg<number>'.
      onExit: ({ result }) => square({ x: result }),
    });
  });
});

describe('exit handlers and hooks', () => {
  test('of tasks and loops', () => {
    square(
      { x: 1 },
      {
        onExit: ({ exitCode, result, status }) => {
          expectTypeOf(exitCode).toEqualTypeOf<Output<number | null>>();
          expectTypeOf(result).toEqualTypeOf<Output<number | null>>();
          notify({ text: status });
        },
        hooks: {
          slow: hook(
            (task) => task.status === 'Running',
            () => notify({ text: 'x' }),
          ),
        },
      },
    );
    forEach([1], (x) => square({ x }), {
      onExit: ({ result }) => expectTypeOf(result).toEqualTypeOf<Output<number[] | null>>(),
    });
    expectTypeOf(
      hook(
        (task: { readonly status: 'Running' }) => task.status === 'Running',
        () => {},
      ),
    ).toEqualTypeOf<Hook<'Running'>>();
  });

  test('misuse', () => {
    square(
      { x: 1 },
      {
        hooks: {
          slow: hook(
            // @ts-expect-error Type 'number' is not assignable to type 'boolean'.
            (task) => task.status.length,
            () => {},
          ),
        },
      },
    );
    square(
      { x: 1 },
      {
        hooks: {
          slow: hook(
            // @ts-expect-error This comparison appears to be unintentional because the types 'TaskPhase' and '"Runing"' have no overlap.
            (task) => task.status === 'Runing',
            () => {},
          ),
        },
      },
    );
    // @ts-expect-error Property 'kind' is missing in type '() => void' but required in type 'Hook<TaskPhase>'.
    square({ x: 1 }, { hooks: { slow: () => {} } });
    // @ts-expect-error Property 'exitCode' does not exist on type 'Outcome<number[]>'.
    forEach([1], (x) => square({ x }), { onExit: ({ exitCode }) => notify({ text: exitCode }) });
    // @ts-expect-error Type 'OutputHandle<number[] | null>' is not assignable to type 'Arg<number[]>'.
    forEach([1], (x) => square({ x }), { onExit: ({ result }) => total({ values: result }) });
    // @ts-expect-error Object literal may only specify known properties, but 'onexit' does not exist in type 'TaskOptions<number>'. Did you mean to write 'onExit'?
    square({ x: 1 }, { onexit: () => {} });
  });
});

describe('the outcome of a run', () => {
  test('is typed by the result of the pipeline', () => {
    pipeline('p', { n: 1 }, ({ n }) => ({ a: square({ x: n }) }), {
      onExit: ({ status, result, failures, seconds }, { n }) => {
        expectTypeOf(status).toEqualTypeOf<Output<'Succeeded' | 'Failed' | 'Error'>>();
        expectTypeOf(result).toEqualTypeOf<Output<{ readonly a: number } | null>>();
        expectTypeOf(failures).toEqualTypeOf<Output<readonly FailureReport[]>>();
        expectTypeOf(seconds).toEqualTypeOf<Output<number>>();
        expectTypeOf(n).toEqualTypeOf<Output<number>>();
        notify({ text: expr([failures], (list) => list.map((one) => one.displayName).join(', ')) });
      },
      hooks: {
        started: hook(
          (run) => run.status === 'Running',
          () => notify({ text: 'x' }),
        ),
      },
    });
  });

  test('misuse', () => {
    pipeline('p', {}, () => square({ x: 1 }), {
      // @ts-expect-error Type 'OutputHandle<number | null>' is not assignable to type 'Arg<number>'.
      onExit: ({ result }) => square({ x: result }),
    });
    pipeline('p', {}, () => square({ x: 1 }), {
      // @ts-expect-error Property 'exitCode' does not exist on type 'RunOutcome<number>'.
      onExit: ({ exitCode }) => notify({ text: exitCode }),
    });
    pipeline('p', {}, () => square({ x: 1 }), {
      hooks: {
        a: hook(
          // @ts-expect-error This comparison appears to be unintentional because the types 'RunPhase' and '"Skipped"' have no overlap.
          (run) => run.status === 'Skipped',
          () => notify({ text: 'x' }),
        ),
      },
    });
  });
});
