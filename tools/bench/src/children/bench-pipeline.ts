import {
  type AnyPipeline,
  type Component,
  type ComponentDescriptor,
  component,
  type Output,
  pipeline,
} from '@tiphys/pipeline';
import type { ComponentCode } from '@tiphys/pipeline/compile';

const number = { type: 'number' };

const add: Component<{ a: number; b: number }, number> = component({
  name: 'add',
  source: { module: import.meta.url, file: './bench-pipeline.ts', export: 'add', line: 1 },
  style: 'positional',
  inputs: [
    { name: 'a', optional: false, route: 'value', schema: number },
    { name: 'b', optional: false, route: 'value', schema: number },
  ],
  output: { route: 'value', schema: number, list: false },
});

/** Replaces the code of the component, so that the benchmark does not measure esbuild. */
export const benchCode: ReadonlyMap<ComponentDescriptor, ComponentCode> = new Map([
  [add.descriptor, { alone: () => 'add' }],
]);

/** Returns a pipeline of N tasks, each of which reads the outputs of the two before it. */
export function benchPipeline(n: number): AnyPipeline {
  return pipeline('bench', { x: 1 }, ({ x }) => {
    let before: Output<number> = x;
    let last: Output<number> = x;
    for (let count = 0; count < n; count += 1) [before, last] = [last, add({ a: last, b: before })];
    return { last };
  });
}
