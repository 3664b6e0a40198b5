import { dependsTasks, ExpressionError, parseDepends } from '@tiphys/expression';
import type { CallRest } from '../call/call-arguments.ts';
import type { CallOptions, Task, TaskEnd } from '../call/task.ts';
import { isLoop, writeCall } from '../call/task-fields.ts';
import type { Reference } from '../reference/reference.ts';
import { assertInputs, assertNoCalls, assertNoItem, referencesIn } from '../reference/references-in.ts';
import { referTo } from '../reference/slots.ts';
import type { InputsOf, NoSlots, Slots, TemplateHandle } from '../reference/template-handle.ts';
import type { Model } from '../target/target-models.ts';
import { WorkflowError } from '../target/workflow-error.ts';
import type { GivenOutputs, OutputsFrom } from './body-outputs.ts';
import { type BodyOptions, createBodyTemplate, unknownTask } from './body-template.ts';

type DAGTask = Model<'DAGTask'>;

/** The options of a task of a dag, apart from its arguments. */
export type DagTaskOptions<TOutputs = unknown> = CallOptions<TOutputs> & {
  /** Tasks to wait for, in addition to those whose outputs it uses; all of them must end. */
  readonly after?: readonly (Task | TaskEnd)[];
  /**
   * A `depends` expression of Argo, for conditions other than "all of them": `${a.ended('Failed')} ||
   * ${b.ended('Succeeded')}`.
   */
  readonly depends?: string;
};

/** The body of a dag. */
export interface DagBody<TInputs extends Slots> {
  readonly inputs: InputsOf<TInputs>;
  /** The dag itself, for recursive calls. */
  readonly self: TemplateHandle<TInputs, unknown>;
  /**
   * Adds a task. It waits for the tasks whose outputs it uses.
   *
   * @throws {@link WorkflowError} `WORKFLOW_DUPLICATE_NAME`, `WORKFLOW_UNKNOWN_TASK`, `WORKFLOW_ARGUMENT`,
   * `WORKFLOW_REFERENCE`, `WORKFLOW_DEPENDS`, `WORKFLOW_BODY_CLOSED`
   */
  task<TCalleeInputs extends Slots, TOutputs>(
    name: string,
    template: TemplateHandle<TCalleeInputs, TOutputs>,
    ...rest: CallRest<TCalleeInputs, DagTaskOptions<TOutputs>>
  ): Task<TOutputs>;
}

interface Waits {
  readonly after: readonly (Task | TaskEnd)[];
  readonly depends: string | undefined;
}

/** The fields of a dag and of its template. */
export type DagOptions<TInputs extends Slots> = BodyOptions<TInputs> & {
  readonly failFast?: boolean;
  /** The tasks to run, together with those they depend on, separated by spaces: `a b`. */
  readonly target?: string | Reference;
};

/**
 * Returns a template of tasks that depend on one another. The body returns its outputs. If a task waits for a
 * particular result of another, all tasks use `depends`, because Argo does not accept `dependencies` in the same
 * dag.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/walk-through/dag/
 * @example
 * ```ts
 * const ask = script('ask', { inputs: { who: parameter() } }, ({ inputs }) => ({
 *   image: 'python:3.13-slim',
 *   command: ['python3'],
 *   source: `print('How are you, ${inputs.who}?')`,
 * }));
 * const main = dag('main', {}, (d) => {
 *   const first = d.task('first', ask, { who: 'Ann' });
 *   const second = d.task('second', ask, { who: first.outputs.result }); // waits for `first`
 *   d.task('third', ask, { who: 'Bob' }, { after: [second] });
 *   return { text: second.outputs.result };
 * });
 * ```
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a body may return nothing
export function dag<TInputs extends Slots = NoSlots, const TGiven extends GivenOutputs | void = void>(
  name: string,
  options: DagOptions<TInputs>,
  body: (dag: DagBody<TInputs>) => TGiven,
): TemplateHandle<TInputs, OutputsFrom<TGiven>> {
  const { inputs: given, failFast, target, ...settings } = options;
  const inputs: Slots = given ?? {};
  const tasks = new Tasks(name, inputs);
  const self: TemplateHandle = Object.freeze({ kind: 'template', name, inputs, outputs: {}, calls: [] });
  const scope = { inputs: referTo(inputs, 'inputs'), self, task: tasks.add };
  // The compiler checks the types of the body; at run time templates and arguments are plain records.
  const outputs = body(Object.freeze(scope) as DagBody<TInputs>) ?? {};
  const written = tasks.close();
  return createBodyTemplate<TInputs, TGiven>({
    name,
    inputs,
    settings,
    body: { dag: { failFast, target: target?.toString(), tasks: written } },
    given: outputs,
    names: tasks.names,
    calls: tasks.calls.filter((callee) => callee !== self),
  });
}

class Tasks {
  readonly written: DAGTask[] = [];
  readonly calls: TemplateHandle[] = [];
  readonly names = new Set<string>();
  readonly #dag: string;
  readonly #inputs: Slots;
  #open = true;

  constructor(dag: string, inputs: Slots) {
    this.#dag = dag;
    this.#inputs = inputs;
  }

  /** Argo accepts either `dependencies` or `depends` in a dag. */
  close(): readonly DAGTask[] {
    this.#open = false;
    const isMixed = this.written.some(({ depends }) => depends !== undefined);
    return isMixed ? this.written.map((task) => this.#withDepends(task)) : this.written;
  }

  #withDepends(task: DAGTask): DAGTask {
    const { dependencies, ...rest } = task;
    if (task.continueOn !== undefined) throw noContinueOn(task.name, this.#dag);
    // Valid wherever the task itself is valid.
    return dependencies === undefined
      ? task
      : (Object.freeze({ ...rest, depends: dependencies.join(' && ') }) as DAGTask);
  }

  readonly add = (
    name: string,
    callee: TemplateHandle,
    values: Readonly<Record<string, unknown>> = {},
    options: DagTaskOptions = {},
  ): Task => {
    assertOpen(this.#open, this.#dag);
    assertNewName(name, this.names, this.#dag);
    const { after = [], depends, ...rest } = options;
    const { task, fields, calls } = writeCall({ name, callee, values, options: rest }, 'tasks');
    const used = referencesIn({ ...fields, hooks: undefined });
    assertInputs(used, this.#inputs, `The task "${name}"`);
    if (!isLoop(options)) assertNoItem(used, `The task "${name}"`);
    assertNoCalls(used.steps, `The task "${name}"`);
    const order = this.#writeOrder(name, used.tasks, { after, depends });
    this.names.add(name);
    this.calls.push(...calls);
    // The types of the options guarantee that it is one of the variants of a task.
    this.written.push(Object.freeze({ ...fields, ...order }) as unknown as DAGTask);
    return task;
  };

  #writeOrder(name: string, used: ReadonlySet<string>, { after, depends }: Waits): object {
    const named = new Set(depends === undefined ? [] : readDepends(depends, name));
    const parts = after.map((wait) => (wait.kind === 'task' ? wait.name : wait.toString()));
    const waited = new Set(after.map((wait) => (wait.kind === 'task' ? wait.name : wait.task)));
    for (const task of used) if (!waited.has(task) && !named.has(task)) parts.push(task);
    for (const task of [...used, ...waited, ...named]) this.#assertKnown(task, `The task "${name}"`);
    const all = [...new Set(parts)];
    if (depends === undefined && after.every((wait) => wait.kind === 'task'))
      return all.length === 0 ? {} : { dependencies: all };
    const first = depends === undefined ? [] : [all.length === 0 ? depends : `(${depends})`];
    return { depends: [...first, ...all].join(' && ') };
  }

  #assertKnown(task: string, user: string): void {
    if (!this.names.has(task)) throw unknownTask(task, user, this.#dag);
  }
}

function readDepends(text: string, task: string): readonly string[] {
  try {
    parseDepends(text);
    return dependsTasks(text).map((one) => one.task);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const message = `The \`depends\` of the task "${task}", ${JSON.stringify(text)}, is not valid: ${error.message}`;
    throw new WorkflowError('WORKFLOW_DEPENDS', message, { cause: error });
  }
}

function noContinueOn(task: string, dag: string): WorkflowError {
  return new WorkflowError(
    'WORKFLOW_DEPENDS',
    `The task "${task}" has \`continueOn\`, which Argo does not accept in a dag that uses \`depends\`, as "${dag}" does with \`ended\` or \`depends\`. Set \`after: [${/^[a-z]\w*$/i.test(task) ? task : 'it'}.ended('Failed')]\` on the next task instead.`,
  );
}

/** Throws if a task is added after the body has ended. */
export function assertOpen(open: boolean, body: string): void {
  if (open) return;
  throw new WorkflowError(
    'WORKFLOW_BODY_CLOSED',
    `The body of "${body}" has ended. Add tasks inside it only, and not after an await.`,
  );
}

/** Throws if two tasks have the same name. */
export function assertNewName(name: string, names: ReadonlySet<string>, body: string): void {
  if (!names.has(name)) return;
  throw new WorkflowError(
    'WORKFLOW_DUPLICATE_NAME',
    `"${body}" has two tasks named "${name}". Rename one of them.`,
  );
}
