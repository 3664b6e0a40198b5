import type { Authored } from '../reference/authored.ts';
import { type Reference, reference, withoutText } from '../reference/reference.ts';
import { referTo } from '../reference/slots.ts';
import type { Slots, TemplateHandle } from '../reference/template-handle.ts';
import type { Model } from '../target/target-models.ts';
import type { Hooks } from './hook.ts';

type ContinueOn = Model<'ContinueOn'>;
type Item = Model<'Item'>;
type Sequence = Model<'Sequence'>;

/** How a task may end, as `depends` of Argo has it. */
export type TaskResult =
  | 'Succeeded'
  | 'Failed'
  | 'Errored'
  | 'Skipped'
  | 'Omitted'
  | 'Daemoned'
  | 'AnySucceeded'
  | 'AllFailed';

/** That a task has ended in some way; prints as `depends` has it, `a.Failed`. */
export interface TaskEnd {
  readonly kind: 'taskEnd';
  readonly task: string;
  readonly result: TaskResult;
  toString(): string;
}

/** A call of a template in a dag or steps: what others refer to. */
export interface Task<TOutputs = unknown> {
  readonly kind: 'task';
  readonly name: string;
  /** Its outputs by name; of a loop, Argo gives the list of them as JSON. */
  readonly outputs: TOutputs;
  readonly status: Reference;
  readonly exitCode: Reference;
  readonly id: Reference;
  readonly ip: Reference;
  readonly hostNodeName: Reference;
  readonly startedAt: Reference;
  readonly finishedAt: Reference;
  /** That it ended so: `after: [a.ended('Failed')]`. Only for tasks of a dag. */
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

/** What can be said of a call beside its arguments. */
export type CallOptions<TOutputs = unknown> = Loop & {
  /** Runs only if this holds: a template literal with references, or Argo's text. */
  readonly when?: string | Reference;
  readonly continueOn?: ContinueOn;
  /** What runs beside it or at its end; as a function, from what the task itself gives. */
  readonly hooks?: Hooks | ((task: Task<TOutputs>) => Hooks);
};

/** The item of the loop that a task runs in. `item.field('name')` is a field of it. */
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
    // Made from the very slots that the type is made from.
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
  return withoutText(task, `the task "${name}"`, 'Take one of its `outputs`, or its `name`.');
}

/** Returns whether `result` is what a pod prints: an output parameter of that name would say where it comes from. */
function isPrinted(outputs: Slots): boolean {
  const slot = Object.hasOwn(outputs, 'result') ? outputs.result : undefined;
  return slot?.kind === 'parameter' && slot.options.valueFrom === undefined;
}
