import type { BodyResult, ItemSource, LoopNode, TaskNode } from '../../ir/graph.ts';
import { type Form, mapForm, type OutputValue, outputsOf, VALUE_FORM } from '../../ir/outputs/outputs.ts';
import { fieldItemsName, taskNames } from '../../ir/wire/task-protocol.ts';

/**
 * The part of a source that is used: its value, one of its named results, or, of its only result if undefined, the elements for a loop or the address of
 * the file.
 */
export type Aspect =
  | 'value'
  | { readonly result: string }
  | { readonly items: string | undefined }
  | { readonly uri: string | undefined };

/** A reference to a value: the path of a parameter or artifact, and the form of the value. */
export interface ValueReference {
  readonly path: readonly string[];
  readonly form: Form;
  readonly artifact: boolean;
  /** Whether the artifact may be missing. */
  readonly optional?: true;
  /** Whether it is a list of files: a parameter with the key of their folder. */
  readonly list?: true;
}

/** Returns the reference to an output of a task from other tasks of its template. */
export function taskReference(task: TaskNode, aspect: Aspect): ValueReference {
  const start = ['tasks', task.name, 'outputs'];
  if (aspect !== 'value' && 'items' in aspect)
    return {
      path: [...start, 'parameters', itemsName(task, aspect.items)],
      form: VALUE_FORM,
      artifact: false,
    };
  const output = findOutput(task, aspect);
  if (output !== undefined && aspect !== 'value' && 'uri' in aspect)
    return {
      path: [...start, 'parameters', uriName(output.path[1] ?? '')],
      form: { kind: 'text' },
      artifact: false,
    };
  if (output === undefined)
    throw new Error(`unreachable: the task ${task.name} has no output ${JSON.stringify(aspect)}`);
  return {
    path: output.ofTask === true ? ['tasks', task.name, ...output.path] : [...start, ...output.path],
    form: output.form,
    artifact: output.path[0] === 'artifacts',
    ...(output.optional === undefined ? {} : { optional: output.optional }),
    ...(output.list === undefined ? {} : { list: output.list }),
  };
}

function findOutput(
  task: TaskNode,
  aspect: Exclude<Aspect, { readonly items: unknown }>,
): OutputValue | undefined {
  const outputs = outputsOf(task);
  const name = aspect === 'value' ? undefined : 'uri' in aspect ? aspect.uri : aspect.result;
  if (outputs?.kind === 'named') return name === undefined ? undefined : outputs.values.get(name);
  return name === undefined ? outputs?.value : undefined;
}

/** Returns the name of the output with the address of an artifact. */
export function uriName(artifact: string): string {
  return `${artifact}-uri`;
}

function itemsName(task: TaskNode, field: string | undefined): string {
  if (field === undefined || task.kind !== 'call') return taskNames.outputItems;
  const { fields = {} } = task.component.descriptor.output;
  return fieldItemsName(Object.keys(fields).indexOf(field));
}

/** Returns the reference to the item or index of a loop from the looped task. */
export function itemReference(source: ItemSource): ValueReference {
  if (source.kind === 'index')
    return { path: ['item', indexKeyOf(source.loop)], form: VALUE_FORM, artifact: false };
  return { path: ['item'], form: itemForm(source.loop), artifact: false };
}

/** Returns the key of the index in the items of a loop, which is different from all result names. */
export function indexKeyOf(loop: LoopNode): string {
  const result = listedResult(loop);
  return result?.kind === 'named' && result.sources.has('index') ? 'tiphys-index' : 'index';
}

/** Key of the value in items with an index. */
export const VALUE_KEY = 'value';

/** Returns the form of the item of a loop. */
export function itemForm(loop: LoopNode): Form {
  if (loop.list.kind === 'loop') return mapForm('map', listedResult(loop));
  return loop.usesIndex ? { kind: 'map', field: VALUE_KEY } : VALUE_FORM;
}

/** Returns the result of the loop whose results a loop iterates over. */
export function listedResult({ list }: LoopNode): BodyResult {
  return list.kind === 'loop' ? list.bodies[0]?.result : undefined;
}
