import { type Component, type ComponentDescriptor, component } from '@tiphys/pipeline';
import type { ComponentCode } from '@tiphys/pipeline/compile';

const number = { type: 'number' };

/** The component of all benchmarks: it adds two numbers. */
export const add: Component<{ a: number; b: number }, number> = component({
  name: 'add',
  source: { module: import.meta.url, file: './bench-component.ts', export: 'add', line: 1 },
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
