import type { Authored } from '../reference/authored.ts';
import { type Reference, reference, withoutText } from '../reference/reference.ts';
import { referTo } from '../reference/slots.ts';
import type { Slots, TemplateHandle } from '../reference/template-handle.ts';
import type { Model } from '../target/target-models.ts';
import type { Hooks } from './hook.ts';

type ContinueOn = Model<'ContinueOn'>;
type Item = Model<'Item'>;
type Sequence = Model<'Sequence'>;

/** The results of a task that Argo's `depends` can test. */
export type TaskResult =
  | 'Succeeded'
  | 'Failed'
  | 'Errored'
  | 'Skipped'
  | 'Omitted'
  | 'Daemoned'
  | 'AnySucceeded'
  | 'AllFailed';

/** A condition on the result of a task; prints as `a.Failed`, as `depends` requires. */
export interface TaskEnd {
  readonly kind: 'taskEnd';
  readonly task: string;
  readonly result: TaskResult;
  toString(): string;
}

/** The handle of a call of a template in a dag or steps, for use by other calls. */
export interface Task<TOutputs = unknown> {
  readonly kind: 'task';
  readonly name: string;
  /** Its outputs by name; for a loop, each one is a JSON list. */
  readonly outputs: TOutputs;
  readonly status: Reference;
  readonly exitCode: Reference;
  readonly id: Reference;
  readonly ip: Reference;
  readonly hostNodeName: Reference;
  readonly startedAt: Reference;
  readonly finishedAt: Reference;
  /** Returns a condition on its result: `after: [a.ended('Failed')]`. Only for tasks of a dag. */
  ended(result: TaskResult): TaskEnd;
}

interface Once {
  readonly withItems?: undefined;
  readonly withParam?: undefined;
  readonly withSequence?: undefined;
}

type Loop =
  | Once
  | (Omit<Once, 'withItems'> & { readonly withItems: readonly Item[] })
  | (Omit<Once, 'withParam'> & { readonly withParam: Reference | string })
  | (Omit<Once, 'withSequence'> & { readonly withSequence: Authored<Sequence> });

/** The options of a call, apart from its arguments. */
export type CallOptions<TOutputs = unknown> = Loop & {
  /** The condition for running it: a template literal with references, or Argo's own syntax. */
  readonly when?: string | Reference;
  readonly continueOn?: ContinueOn;
  /** Hooks that run during the task or at its end; a function receives the handle of the task. */
  readonly hooks?: Hooks | ((task: Task<TOutputs>) => Hooks);
};

/** The item of the loop of a task. `item.field('name')` is one of its fields. */
export interface ItemReference extends Reference {
  field(name: string): Reference;
}

/**
 * Refers to the item of a task with `withItems`, `withParam` or `withSequence`.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/walk-through/loops/
 * @example
 * ```ts
 * const greet = container('greet', { inputs: { who: parameter() } }, ({ inputs }) => ({
 *   image: 'busybox',
 *   command: ['echo', inputs.who],
 * }));
 * const main = dag('main', {}, (d) => {
 *   d.task('greet', greet, { who: item }, { withItems: ['Ann', 'Bob'] });
 * });
 * ```
 */
export const item: ItemReference = Object.freeze({
  ...reference('item'),
  field: (name: string) => reference(`item.${name}`),
});

/** Returns the handle of a call. */
export function createTask<TOutputs>(
  name: string,
  callee: TemplateHandle<never, TOutputs>,
  prefix: 'tasks' | 'steps',
): Task<TOutputs> {
  const at = (field: string): Reference => reference(`${prefix}.${name}.${field}`);
  const outputs = { ...referTo(callee.outputs, `${prefix}.${name}.outputs`) };
  if (isPrinted(callee.outputs)) outputs.result = at('outputs.result');
  const task: Task<TOutputs> = {
    kind: 'task',
    name,
    // Built from the same slots as the type.
    outputs: Object.freeze(outputs) as TOutputs,
    status: at('status'),
    exitCode: at('exitCode'),
    id: at('id'),
    ip: at('ip'),
    hostNodeName: at('hostNodeName'),
    startedAt: at('startedAt'),
    finishedAt: at('finishedAt'),
    ended: (result) =>
      Object.freeze<TaskEnd>({ kind: 'taskEnd', task: name, result, toString: () => `${name}.${result}` }),
  };
  return withoutText(task, `the task "${name}"`, 'Use one of its `outputs`, or its `name`.');
}

/** Returns whether `result` is the standard output of a pod rather than an output parameter of that name. */
function isPrinted(outputs: Slots): boolean {
  const slot = Object.hasOwn(outputs, 'result') ? outputs.result : undefined;
  return slot?.kind === 'parameter' && slot.options.valueFrom === undefined;
}
