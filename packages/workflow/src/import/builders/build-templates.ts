import { artifact } from '../../build/artifact.ts';
import type { GivenOutputs } from '../../build/body-outputs.ts';
import { dag } from '../../build/dag.ts';
import { declareTemplate, templateRef } from '../../build/declared-template.ts';
import { type Hooks, hook } from '../../build/hook.ts';
import { parameter } from '../../build/parameter.ts';
import { template } from '../../build/pod-template.ts';
import { artifactReference, reference } from '../../build/reference.ts';
import { steps } from '../../build/steps.ts';
import type { Task } from '../../build/task.ts';
import type { Slots, TemplateHandle } from '../../build/template-handle.ts';
import { WorkflowError } from '../../workflow-error.ts';
import type { JsonObject } from '../json-object.ts';
import type { TemplateOrder } from './order-templates.ts';
import type { BodyPlan, CallPlan, HookPlan, OutputPlan, PodPlan, SlotPlan, TemplatePlan } from './plan.ts';
import type { RemotePlan } from './remote-plan.ts';

type FindHandle = (call: CallPlan) => TemplateHandle;

/** The builders' types are for authors; what a plan has they check when they run. */
type Unchecked = never;

/**
 * Gives what the builders make of plans, by the names of the templates.
 *
 * @throws {@link WorkflowError} what the builders refuse
 */
export function buildTemplates(
  { ordered, declared }: TemplateOrder,
  remotes: ReadonlyMap<CallPlan, RemotePlan>,
): ReadonlyMap<string, TemplateHandle> {
  const announced = new Map(declared.map((plan) => [plan.name, declare(plan)]));
  const handles = new Map<string, TemplateHandle>();
  for (const plan of ordered) {
    if (plan.kind === 'pod') handles.set(plan.name, buildPod(plan));
    else
      handles.set(
        plan.name,
        buildBody(plan, (call) => {
          const remote = remotes.get(call);
          if (remote !== undefined) return buildRemote(remote);
          const { name = '' } = call.callee as { readonly name?: string };
          return handles.get(name) ?? announced.get(name) ?? refuse(`"${name}" is not written yet`);
        }),
      );
  }
  return handles;
}

/** Tells whether a call calls the template that it stands in. */
export function isSelf({ callee }: CallPlan, { name }: TemplatePlan): boolean {
  return callee.kind === 'own' && callee.name === name;
}

/** Gives the outputs of a template as slots; what a pod prints is `result`. */
export function outputSlots(plan: TemplatePlan): readonly SlotPlan[] {
  if (plan.kind !== 'pod') return plan.outputs.map(({ name, kind }) => ({ name, kind, options: {} }));
  const isTaken = plan.outputs.some(({ name }) => name === 'result');
  return isTaken ? plan.outputs : [{ name: 'result', kind: 'parameter', options: {} }, ...plan.outputs];
}

function declare(plan: TemplatePlan): TemplateHandle {
  return declareTemplate(plan.name, { inputs: slots(plan.inputs), outputs: slots(outputSlots(plan)) });
}

function buildRemote({ holder, template: name, inputs, outputs, known }: RemotePlan): TemplateHandle {
  if (known !== undefined) return known.handle;
  return templateRef(
    holder as Unchecked,
    declareTemplate(name, { inputs: slots(inputs), outputs: slots(outputs) }),
  );
}

function buildPod({ name, inputs, outputs, settings, bodyField, body }: PodPlan): TemplateHandle {
  const options = { ...settings, inputs: slots(inputs), outputs: slots(outputs) };
  return template(name, options, () => ({ [bodyField]: body }) as Unchecked);
}

function buildBody(plan: BodyPlan, find: FindHandle): TemplateHandle {
  const options = { ...plan.settings, inputs: slots(plan.inputs) } as Unchecked;
  return plan.kind === 'dag' ? buildDag(plan, options, find) : buildSteps(plan, options, find);
}

function buildDag(plan: BodyPlan, options: Unchecked, find: FindHandle): TemplateHandle {
  return dag(plan.name, options, (d) => {
    const tasks = new Map<string, Task>();
    for (const call of plan.groups.flat()) {
      const after = call.after.map((name) => tasks.get(name) ?? refuse(`"${name}" comes later`));
      const calleeOf = (one: CallPlan): TemplateHandle =>
        isSelf(one, plan) ? (d.self as TemplateHandle) : find(one);
      const more = { ...optionsOf(call, calleeOf), ...(after.length === 0 ? {} : { after }) };
      const callee = calleeOf(call);
      tasks.set(call.name, d.task(call.name, callee, valuesOf(call) as Unchecked, more as Unchecked));
    }
    return given(plan.outputs);
  });
}

function buildSteps(plan: BodyPlan, options: Unchecked, find: FindHandle): TemplateHandle {
  return steps(plan.name, options, (s) => {
    for (const group of plan.groups)
      s.parallel(() => {
        for (const call of group) {
          const calleeOf = (one: CallPlan): TemplateHandle =>
            isSelf(one, plan) ? (s.self as TemplateHandle) : find(one);
          const options = optionsOf(call, calleeOf) as Unchecked;
          s.step(call.name, calleeOf(call), valuesOf(call) as Unchecked, options);
        }
      });
    return given(plan.outputs);
  });
}

function optionsOf({ options, hooks }: CallPlan, calleeOf: FindHandle): JsonObject {
  return hooks.length === 0 ? options : { ...options, hooks: buildHooks(hooks, calleeOf) };
}

/** Gives hooks as the builders make them. */
export function buildHooks(hooks: readonly HookPlan[], calleeOf: FindHandle): Hooks {
  const built = hooks.map(({ name, call }) => [
    name,
    hook(calleeOf(call), valuesOf(call) as Unchecked, call.options as Unchecked),
  ]);
  return Object.fromEntries(built);
}

function slots(plans: readonly SlotPlan[]): Slots {
  return Object.fromEntries(
    plans.map(({ name, kind, options }) => [
      name,
      kind === 'parameter' ? parameter(options) : artifact(options),
    ]),
  );
}

/** Gives what a call hands to inputs, as the builders take it. */
export function valuesOf({ values }: CallPlan): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    values.map(({ name, kind, value }) => [
      name,
      kind === 'parameter' && typeof value === 'object' ? parameter(value) : value,
    ]),
  );
}

function given(outputs: readonly OutputPlan[]): GivenOutputs {
  return Object.fromEntries(
    outputs.map(({ name, kind, options, reference: text, expression }) => {
      if (expression !== undefined) return [name, { expression }];
      if (text !== undefined) return [name, kind === 'artifact' ? artifactReference(text) : reference(text)];
      return [name, kind === 'artifact' ? artifact(options) : parameter(options)];
    }),
  );
}

function refuse(what: string): never {
  throw new WorkflowError('WORKFLOW_UNKNOWN_TASK', { message: `${what}.` });
}
