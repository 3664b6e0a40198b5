import { artifactOf, isOptionalFile, isRemoteCall, remoteOutputPath } from '../../ir/remote-call.ts';
import type { BodyResult, LoopTask, TaskNode } from '../../ir/scope.ts';
import type { ItemSource } from '../../ir/source.ts';
import { taskNames } from '../../ir/task-protocol.ts';
import { findListSource } from '../../ir/walk-trace.ts';
import type { Aspect } from '../body-context.ts';
import { type Form, VALUE_FORM } from './form.ts';

/** Name of a loop's output. */
export const RESULTS_NAME = 'results';

/** A reference to a value: the path of a parameter or artifact, and the form of the value. */
export interface ValueReference {
  readonly path: readonly string[];
  readonly form: Form;
  readonly artifact: boolean;
  /** Whether the artifact may be missing. */
  readonly optional?: true;
}

/** Returns the reference to a task from other tasks of its template. */
export function taskReference(task: TaskNode, aspect: Aspect): ValueReference {
  switch (task.kind) {
    case 'call': {
      if (isRemoteCall(task) && typeof aspect === 'object')
        return {
          path: remoteOutputPath(task, aspect.result),
          form: { kind: 'text' },
          artifact: artifactOf(task, aspect.result) !== undefined,
          ...(isOptionalFile(task, aspect.result) ? { optional: true } : {}),
        };
      const { route } = task.component.descriptor.output;
      const artifact = aspect === 'value' && (route === 'large' || route === 'file');
      const name =
        aspect === 'items' ? taskNames.outputItems : artifact ? taskNames.outputFile : taskNames.output;
      return {
        path: ['tasks', task.name, 'outputs', artifact ? 'artifacts' : 'parameters', name],
        form: VALUE_FORM,
        artifact,
      };
    }
    case 'loop':
      return {
        path: ['tasks', task.name, 'outputs', 'parameters', RESULTS_NAME],
        form: namesForm('loop', task.result),
        artifact: false,
      };
    case 'branch': {
      const name = typeof aspect === 'object' ? aspect.result : taskNames.output;
      return { path: ['tasks', task.name, 'outputs', 'parameters', name], form: VALUE_FORM, artifact: false };
    }
  }
}

/** Returns the reference to the item or index of a loop from the looped task. */
export function itemReference(source: ItemSource): ValueReference {
  if (source.kind === 'index')
    return { path: ['item', indexKeyOf(source.loop)], form: VALUE_FORM, artifact: false };
  return { path: ['item'], form: itemForm(source.loop), artifact: false };
}

/** Returns the key of the index in the items of a loop, which is different from all result names. */
export function indexKeyOf(loop: LoopTask): string {
  const result = findLoop(loop)?.result;
  return result instanceof Map && result.has('index') ? 'tiphys-index' : 'index';
}

/** Key of the value in items with an index. */
export const VALUE_KEY = 'value';

/** Returns the form of the item of a loop. */
export function itemForm(loop: LoopTask): Form {
  const inner = findLoop(loop);
  if (inner !== undefined) return namesForm('map', inner.result);
  return loop.usesIndex ? { kind: 'map', field: VALUE_KEY } : VALUE_FORM;
}

/** Returns the loop whose results a loop iterates over. */
export function findLoop(loop: LoopTask): LoopTask | undefined {
  const list = findListSource(loop);
  return list?.kind === 'loop' ? list : undefined;
}

function namesForm(kind: 'loop' | 'map', result: BodyResult): Form {
  if (!(result instanceof Map)) return { kind, field: taskNames.output };
  return { kind, fields: Object.fromEntries([...result.keys()].map((name) => [name, name])) };
}
