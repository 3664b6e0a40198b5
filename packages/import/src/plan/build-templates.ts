import { isDeepStrictEqual } from 'node:util';
import { ExpressionError } from '@tiphys/expression';
import { WorkflowError } from '@tiphys/workflow';
import type { GivenOutputs, Slots, Task, TemplateHandle } from '@tiphys/workflow/build';
import {
  artifact,
  artifactReference,
  dag,
  declareTemplate,
  type Hooks,
  hook,
  literalTemplate,
  parameter,
  reference,
  steps,
  template,
  templateRef,
} from '@tiphys/workflow/build';
import type { ManifestObject } from '../read/manifest-object.ts';
import type { TemplateOrder } from './order-templates.ts';
import type {
  BodyPlan,
  CallPlan,
  HookPlan,
  LiteralPlan,
  OutputPlan,
  PodPlan,
  SlotPlan,
  TemplatePlan,
} from './plan.ts';
import type { RemotePlan } from './remote-plan.ts';
import { outputSlots, valuesOf } from './slots-of-plan.ts';

type FindHandle = (call: CallPlan) => TemplateHandle;

/** The builders' types are for authors; plans are checked at run time. */
type Unchecked = never;

/** The templates that the builders make from plans, by name. */
export interface BuiltTemplates {
  readonly handles: ReadonlyMap<string, TemplateHandle>;
  /** Templates that the builders reject or would write differently, with the reason. */
  readonly refused: ReadonlyMap<string, string>;
}

/** Builds the planned templates; rejects each one that differs from the template that was read. */
export function buildTemplates(
  { ordered, declared }: TemplateOrder,
  remotes: ReadonlyMap<CallPlan, RemotePlan>,
  wanted: ReadonlyMap<string, ManifestObject>,
): BuiltTemplates {
  const announced = new Map(declared.map((plan) => [plan.name, declare(plan)]));
  const handles = new Map<string, TemplateHandle>();
  const refused = new Map<string, string>();
  const find: FindHandle = (call) => {
    const remote = remotes.get(call);
    if (remote !== undefined) return buildRemote(remote);
    const { name = '' } = call.callee as { readonly name?: string };
    return handles.get(name) ?? announced.get(name) ?? refuse(`"${name}" is not defined yet`);
  };
  for (const plan of ordered) {
    const handle = attempt(() => build(plan, find));
    const isSame = typeof handle !== 'string' && isDeepStrictEqual(handle.template, wanted.get(plan.name));
    if (!isSame) refused.set(plan.name, typeof handle === 'string' ? handle : OTHERWISE);
    handles.set(plan.name, typeof handle === 'string' ? declare(plan) : handle);
  }
  return { handles, refused };
}

const OTHERWISE = 'the builders would write it differently';

/** Returns the built template, or why the builders reject it. */
function attempt(make: () => TemplateHandle): TemplateHandle | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof WorkflowError || error instanceof ExpressionError) return error.message;
    throw error;
  }
}

function build(plan: TemplatePlan, find: FindHandle): TemplateHandle {
  if (plan.kind === 'pod') return buildPod(plan);
  return plan.kind === 'literal' ? buildLiteral(plan) : buildBody(plan, find);
}

function buildLiteral({ value, inputs, outputs }: LiteralPlan): TemplateHandle {
  return literalTemplate(value as Unchecked, { inputs: slots(inputs), outputs: slots(outputs) });
}

/** Returns whether a call is recursive. */
export function isSelf({ callee }: CallPlan, { name }: TemplatePlan): boolean {
  return callee.kind === 'own' && callee.name === name;
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

function optionsOf({ options, hooks }: CallPlan, calleeOf: FindHandle): ManifestObject {
  return hooks.length === 0 ? options : { ...options, hooks: buildHooks(hooks, calleeOf) };
}

/** Returns hooks as the builders write them. */
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
  throw new WorkflowError('WORKFLOW_UNKNOWN_TASK', `${what}.`);
}
