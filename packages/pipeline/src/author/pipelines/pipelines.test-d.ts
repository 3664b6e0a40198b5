import { describe, expectTypeOf, test } from 'vitest';
import { square } from '../../../test/components.ts';
import {
  event,
  file,
  forEach,
  input,
  inputFile,
  type Output,
  oneOf,
  pipeline,
  trigger,
} from '../../index.ts';

const part = pipeline('part', { x: input<number>(), mode: oneOf(['a', 'b']), by: 2 }, ({ x }) => ({
  y: square({ x }),
}));
const quiet = pipeline('quiet', {}, () => {
  square({ x: 1 });
});
const build = pipeline('build', { sha: input<string>() }, ({ sha }) => ({ sha }), {
  kind: 'WorkflowTemplate',
});

describe('a pipeline in a pipeline', () => {
  test('takes its inputs, of which those with a default are optional', () => {
    part({ x: 1 });
    part({ x: square({ x: 1 }), by: 3, mode: 'a' }, { name: 'first', after: quiet() });
    // @ts-expect-error x is missing
    part({});
    // @ts-expect-error x is missing
    part();
    // @ts-expect-error x is a number
    part({ x: 'one' });
    // @ts-expect-error there is no such choice
    part({ x: 1, mode: 'c' });
    // @ts-expect-error there is no such input
    part({ x: 1, bye: 2 });
    // @ts-expect-error a list is not a number
    part({ x: forEach([1], (x) => square({ x })) });
    // @ts-expect-error there is no such option
    part({ x: 1 }, { afters: quiet() });
    // @ts-expect-error it has no inputs
    quiet({ x: 1 });
  });

  test('takes files', () => {
    const lines = pipeline(
      'lines',
      { table: inputFile<'csv'>(), other: inputFile({ default: file.text('x') }) },
      ({ table }) => {
        // @ts-expect-error a file is not a number
        square({ x: table });
      },
    );
    lines({ table: file.text<'csv'>('x') });
    // @ts-expect-error a path is not a file of the run
    lines({ table: '/etc/passwd' });
    // @ts-expect-error another kind of file
    lines({ table: file.text<'png'>('x') });
    // @ts-expect-error table is missing
    lines({});
    // @ts-expect-error the default is not a file
    inputFile({ default: 'x' });
  });

  test('gives its results', () => {
    expectTypeOf(part({ x: 1 }).y).toEqualTypeOf<Output<number>>();
    // @ts-expect-error there is no such result
    part({ x: 1 }).z;
    // @ts-expect-error it returns nothing
    square({ x: quiet() });
  });

  test('is submitted and run with plain values', () => {
    expectTypeOf(build.submit({ sha: 'a' }).name).toEqualTypeOf<Output<string>>();
    build.workflow({ sha: 'a' });
    // @ts-expect-error an output is not known outside of a body
    build.workflow({ sha: build.ref({ sha: 'a' }).sha });
    // @ts-expect-error sha is missing
    build.workflow({});
  });

  test('is started with values of events', () => {
    trigger(build, { name: 'x', selector: 'true', inputs: { sha: event('payload.id') } });
    // @ts-expect-error the value is not a string
    trigger(build, { name: 'x', selector: 'true', inputs: { sha: event<number>('payload.id') } });
    // @ts-expect-error there is no such input
    trigger(build, { name: 'x', selector: 'true', inputs: { sham: event('payload.id') } });
    // @ts-expect-error the selector is missing
    trigger(build, { name: 'x' });
  });
});
