import { type Component, type ComponentDescriptor, component, type JsonSchema } from '../src/index.ts';

const number: JsonSchema = { type: 'number' };
const text: JsonSchema = { type: 'string' };
const numbers: JsonSchema = { type: 'array', items: number };

/** Describes a component by hand: `{ x: number }` and what it gives. */
export function describeComponent(
  name: string,
  inputs: Readonly<Record<string, JsonSchema | { readonly optional: true; readonly schema: JsonSchema }>>,
  output: JsonSchema | 'none',
  changes: Partial<ComponentDescriptor> = {},
): ComponentDescriptor {
  return {
    name,
    source: {
      module: 'file:///home/user/components.generated.ts',
      file: './components.ts',
      export: name,
      line: 1,
    },
    style: 'positional',
    inputs: Object.entries(inputs).map(([key, given]) => ({
      name: key,
      optional: 'optional' in given,
      route: 'value' as const,
      schema: ('optional' in given ? given.schema : given) as JsonSchema,
    })),
    output:
      output === 'none'
        ? { route: 'none', schema: {}, list: false }
        : { route: 'value', schema: output, list: output.type === 'array' },
    ...changes,
  };
}

export interface Stats {
  readonly mean: number;
  readonly label: string;
  readonly values: number[];
}

const statsSchema: JsonSchema = {
  type: 'object',
  properties: { mean: number, label: text, values: numbers },
  required: ['mean', 'label', 'values'],
};

export const draw: Component<{ count: number }, number[]> = component(
  describeComponent('draw', { count: number }, numbers),
);
export const square: Component<{ x: number }, number> = component(
  describeComponent('square', { x: number }, number),
);
export const add: Component<{ a: number; b: number }, number> = component(
  describeComponent('add', { a: number, b: number }, number),
);
export const total: Component<{ values: number[] }, number> = component(
  describeComponent('total', { values: numbers }, number),
);
export const notify: Component<{ text: string }, void> = component(
  describeComponent('notify', { text }, 'none'),
);
export const scale: Component<{ x: number; by?: number }, number> = component(
  describeComponent('scale', { x: number, by: { optional: true, schema: number } }, number),
);
export const choose: Component<{ mode: 'min' | 'max' }, string> = component(
  describeComponent('choose', { mode: { enum: ['min', 'max'] } }, text),
);
export const describeNumbers: Component<{ values: number[] }, Stats> = component(
  describeComponent('describeNumbers', { values: numbers }, statsSchema),
);
export const hello: Component<Record<never, never>, string> = component(describeComponent('hello', {}, text));
export const rows: Component<Record<never, never>, number[][]> = component(
  describeComponent('rows', {}, { type: 'array', items: numbers }),
);
