import { type Authored, printReferences } from '../reference/authored.ts';
import { assertInputs, assertNoCalls, referencesIn } from '../reference/references-in.ts';
import { writeSlots } from '../reference/slots.ts';
import type { Slots, TemplateHandle } from '../reference/template-handle.ts';
import type { Model } from '../target/target-models.ts';
import { WorkflowError } from '../target/workflow-error.ts';
import type { TemplateSettings } from '../template/pod-template.ts';
import { type GivenOutputs, type OutputsFrom, slotsOf } from './body-outputs.ts';

type Template = Model<'Template'>;

/** The options of a dag or steps, apart from the body. */
export type BodyOptions<TInputs extends Slots> = Omit<
  TemplateSettings,
  'timeout' | 'activeDeadlineSeconds'
> & { readonly inputs?: TInputs };

/** The result of a body. */
export interface WrittenBody {
  readonly name: string;
  readonly inputs: Slots;
  readonly settings: object;
  readonly body: Pick<Template, 'dag' | 'steps'>;
  readonly given: GivenOutputs;
  /** The names of its tasks or steps. */
  readonly names: ReadonlySet<string>;
  readonly calls: readonly TemplateHandle[];
}

/** Returns the template of a dag or steps. */
export function createBodyTemplate<TInputs extends Slots, TGiven>(
  written: WrittenBody,
): TemplateHandle<TInputs, OutputsFrom<TGiven>> {
  const { name, inputs, settings, body, given, calls } = written;
  const outputs = slotsOf(given);
  const fields = { name, inputs: writeSlots(inputs), ...settings, ...body, outputs: writeSlots(outputs) };
  const template = printReferences<Template>(fields as Authored<Template>);
  assertReferences(template, written);
  return Object.freeze({
    kind: 'template',
    name,
    inputs: inputs as TInputs,
    outputs,
    template,
    calls: Object.freeze([...new Set(calls)]),
  });
}

/** Throws if the outputs or fields of the template use a reference without a value in it. */
function assertReferences(template: Template, { name, inputs, names }: WrittenBody): void {
  const { dag, steps: _steps, ...rest } = template;
  const used = referencesIn([rest, expressionsOf(template)]);
  const user = `The template "${name}"`;
  assertInputs(used, inputs, user);
  const [own, others] = dag === undefined ? [used.steps, used.tasks] : [used.tasks, used.steps];
  assertNoCalls(others, user);
  for (const task of own) if (!names.has(task)) throw unknownTask(task, user, name);
}

/** Returns the expressions of computed outputs as tags. */
function expressionsOf({ outputs }: Template): readonly string[] {
  const parameters = (outputs?.parameters ?? []).map(({ valueFrom }) => valueFrom?.expression);
  const artifacts = (outputs?.artifacts ?? []).map(({ fromExpression }) => fromExpression);
  return [...parameters, ...artifacts].flatMap((text) => (text === undefined ? [] : [`{{=${text}}}`]));
}

/** Throws if a task was not added, or not added yet. */
export function unknownTask(task: string, user: string, body: string): WorkflowError {
  return new WorkflowError(
    'WORKFLOW_UNKNOWN_TASK',
    `${user} uses the task "${task}", which "${body}" has not added before it. Pass outputs of other templates as inputs.`,
  );
}
