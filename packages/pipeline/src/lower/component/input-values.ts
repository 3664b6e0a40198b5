import type { ExpressionNode } from '@tiphys/expression';
import type { ArrowValue } from '../../expression/translate-arrow.ts';
import { binary, fromJson, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import { nilIf } from '../../expression/tree/nodes.ts';
import { inputNameOf } from './input-name.ts';
import type { TemplateEntry } from './template-book.ts';

/** Returns the expressions for the inputs of a component in its own template, by name; without files and keys of Secrets. */
export function inputValues(entry: TemplateEntry): Readonly<Record<string, ArrowValue>> {
  const { descriptor, files } = entry;
  return Object.fromEntries(
    descriptor.inputs.flatMap(({ name, route, schema, optional }, index) => {
      if (route === 'secret' || files.has(index)) return [];
      const path = inputPath(entry, index);
      // The text of an omitted input is empty.
      const node = optional ? orNull(path) : fromJson(path);
      return [[name, { schema: optional ? { anyOf: [schema, { type: 'null' }] } : schema, node }] as const];
    }),
  );
}

/** Returns the path of the JSON text of an input. */
export function inputPath({ descriptor }: TemplateEntry, index: number): ExpressionNode {
  return pathNode(['inputs', 'parameters', inputNameOf(descriptor, index)]);
}

function orNull(path: ExpressionNode): ExpressionNode {
  return nilIf(binary('==', path, text('')), fromJson(path));
}
