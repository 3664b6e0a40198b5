import type { CallRest } from '../call/call-arguments.ts';
import type { CallOptions, Task } from '../call/task.ts';
import { isLoop, type TaskFields, writeCall } from '../call/task-fields.ts';
import { assertInputs, assertNoCalls, assertNoItem, referencesIn } from '../reference/references-in.ts';
import { referTo } from '../reference/slots.ts';
import type { InputsOf, NoSlots, Slots, TemplateHandle } from '../reference/template-handle.ts';
import type { Model } from '../target/target-models.ts';
import { WorkflowError } from '../target/workflow-error.ts';
import type { GivenOutputs, OutputsFrom } from './body-outputs.ts';
import { type BodyOptions, createBodyTemplate, unknownTask } from './body-template.ts';
import { assertNewName, assertOpen } from './dag.ts';

type ParallelSteps = Model<'ParallelSteps'>;
type WorkflowStep = Model<'WorkflowStep'>;

/** The body of steps. */
export interface StepsBody<TInputs extends Slots> {
  readonly inputs: InputsOf<TInputs>;
  /** The template itself, for recursive calls. */
  readonly self: TemplateHandle<TInputs, unknown>;
  /**
   * Adds a step that runs after the previous ones; inside {@link StepsBody.parallel}, at the same time as the
   * others.
   *
   * @throws {@link WorkflowError} `WORKFLOW_DUPLICATE_NAME`, `WORKFLOW_UNKNOWN_TASK`, `WORKFLOW_ARGUMENT`,
   * `WORKFLOW_REFERENCE`, `WORKFLOW_BODY_CLOSED`
   */
  step<TCalleeInputs extends Slots, TOutputs>(
    name: string,
    template: TemplateHandle<TCalleeInputs, TOutputs>,
    ...rest: CallRest<TCalleeInputs, CallOptions<TOutputs>>
  ): Task<TOutputs>;
  /** Runs the steps that are added inside in parallel, and returns the result of the function. */
  parallel<TResult>(group: () => TResult): TResult;
}

/**
 * Returns a template of steps that run one after the other. The body returns its outputs.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/walk-through/steps/
 * @example
 * ```ts
 * const flip = script('flip', {}, () => ({
 *   image: 'python:3.13-slim',
 *   command: ['python3'],
 *   source: 'import random\nprint(random.choice(["heads", "tails"]))',
 * }));
 * const greet = container('greet', { inputs: { who: parameter() } }, ({ inputs }) => ({
 *   image: 'busybox',
 *   command: ['echo', inputs.who],
 * }));
 * const main = steps('main', {}, (s) => {
 *   const coin = s.step('coin', flip);
 *   s.parallel(() => {
 *     s.step('heads', greet, { who: 'heads' }, { when: `${coin.outputs.result} == heads` });
 *     s.step('tails', greet, { who: 'tails' }, { when: `${coin.outputs.result} == tails` });
 *   });
 * });
 * ```
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a body may return nothing
export function steps<TInputs extends Slots = NoSlots, const TGiven extends GivenOutputs | void = void>(
  name: string,
  options: BodyOptions<TInputs>,
  body: (steps: StepsBody<TInputs>) => TGiven,
): TemplateHandle<TInputs, OutputsFrom<TGiven>> {
  const { inputs: given, ...settings } = options;
  const inputs: Slots = given ?? {};
  const groups = new Groups(name, inputs);
  const self: TemplateHandle = Object.freeze({ kind: 'template', name, inputs, outputs: {}, calls: [] });
  const { step, parallel } = groups;
  const scope = { inputs: referTo(inputs, 'inputs'), self, step, parallel };
  // The compiler checks the types of the body; at run time templates and arguments are plain records.
  const outputs = body(Object.freeze(scope) as StepsBody<TInputs>) ?? {};
  groups.close();
  return createBodyTemplate<TInputs, TGiven>({
    name,
    inputs,
    settings,
    body: { steps: groups.written },
    given: outputs,
    names: groups.names,
    calls: groups.calls.filter((callee) => callee !== self),
  });
}

class Groups {
  readonly written: ParallelSteps[] = [];
  readonly calls: TemplateHandle[] = [];
  readonly names = new Set<string>();
  readonly #body: string;
  readonly #inputs: Slots;
  #group: WorkflowStep[] | undefined;
  #open = true;

  constructor(body: string, inputs: Slots) {
    this.#body = body;
    this.#inputs = inputs;
  }

  close(): void {
    this.#open = false;
  }

  readonly step = (
    name: string,
    callee: TemplateHandle,
    values: Readonly<Record<string, unknown>> = {},
    options: CallOptions = {},
  ): Task => {
    assertOpen(this.#open, this.#body);
    assertNewName(name, this.names, this.#body);
    const { task, fields, calls } = writeCall({ name, callee, values, options }, 'steps');
    this.#assertReferences(fields, isLoop(options));
    this.names.add(name);
    this.calls.push(...calls);
    // The types of the options guarantee that it is one of the variants of a step.
    const written = fields as unknown as WorkflowStep;
    if (this.#group === undefined) this.written.push(Object.freeze([written]));
    else this.#group.push(written);
    return task;
  };

  #assertReferences(fields: TaskFields, inLoop: boolean): void {
    const user = `The step "${fields.name}"`;
    const used = referencesIn({ ...fields, hooks: undefined });
    assertInputs(used, this.#inputs, user);
    if (!inLoop) assertNoItem(used, user);
    assertNoCalls(used.tasks, user);
    for (const step of used.steps) {
      if (!this.names.has(step)) throw unknownTask(step, user, this.#body);
      if (this.#group?.some(({ name }) => name === step) === true) throw besideIt(step, user);
    }
  }

  readonly parallel = <TResult>(group: () => TResult): TResult => {
    assertOpen(this.#open, this.#body);
    if (this.#group !== undefined) return group();
    const steps: WorkflowStep[] = [];
    this.#group = steps;
    try {
      return group();
    } finally {
      this.#group = undefined;
      if (steps.length > 0) this.written.push(Object.freeze(steps));
    }
  };
}

function besideIt(step: string, user: string): WorkflowError {
  return new WorkflowError(
    'WORKFLOW_UNKNOWN_TASK',
    `${user} uses the step "${step}", which runs in parallel with it. Add it after the parallel steps.`,
  );
}
