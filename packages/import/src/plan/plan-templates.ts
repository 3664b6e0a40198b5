import type { JsonPath } from '@tiphys/models/facts';
import { WorkflowError } from '@tiphys/workflow';
import type { TemplateHandle } from '@tiphys/workflow/build';
import { type ManifestObject, objectsOf } from '../read/manifest-object.ts';
import { buildTemplates } from './build-templates.ts';
import type { Library } from './library.ts';
import { callsOf, orderTemplates, type TemplateOrder } from './order-templates.ts';
import type { CallPlan, LiteralPlan, SlotPlan, TemplatePlan } from './plan.ts';
import { planHooks } from './plan-call.ts';
import { planLiteral, whyLiteral } from './plan-literal.ts';
import { planTemplate } from './plan-template.ts';
import { planRemotes, type RemotePlan } from './remote-plan.ts';

/** The planned templates of a spec, and the handles that the builders make from them. */
export interface PlannedTemplates {
  readonly order: TemplateOrder;
  readonly remotes: ReadonlyMap<CallPlan, RemotePlan>;
  readonly handles: ReadonlyMap<string, TemplateHandle>;
}

/** The input for planning the templates of a spec. */
export interface PlanContext {
  readonly path: JsonPath;
  readonly library: Library;
  /** Whether other objects may call the templates. */
  readonly isLibrary: boolean;
  /** Templates that must stay literals, with the reason. */
  readonly literals: ReadonlyMap<string, string>;
}

/** Why nothing can be built; has no reason if there is nothing to build. */
export interface Refusal {
  readonly order?: undefined;
  readonly reason?: string;
}

/**
 * Plans each template as calls of the builders if these build exactly the same template, otherwise as a literal.
 * Returns a refusal if none can be built, or if two have the same name.
 */
export function planTemplates(spec: ManifestObject, context: PlanContext): PlannedTemplates | Refusal {
  const named = nameTemplates(spec);
  if (named === undefined) return {};
  const reasons = new Map(context.literals);
  for (;;) {
    const plans = planAll(named, reasons, context);
    if (plans.every((plan) => plan.kind === 'literal')) return refuse(plans);
    const order = orderTemplates(hideUncalled(plans, spec, context));
    const remotes = planRemotes(order.ordered, context.library);
    const { handles, refused } = buildTemplates(order, remotes, named);
    if (refused.size === 0) return { order, remotes, handles };
    for (const [name, reason] of refused) reasons.set(name, reason);
  }
}

function refuse([first]: readonly LiteralPlan[]): Refusal {
  return first === undefined ? {} : { reason: `in template ${JSON.stringify(first.name)}, ${first.reason}` };
}

function nameTemplates({ templates }: ManifestObject): ReadonlyMap<string, ManifestObject> | undefined {
  const values = objectsOf(templates);
  const named = new Map<string, ManifestObject>();
  for (const value of values ?? []) if (typeof value.name === 'string') named.set(value.name, value);
  return values !== undefined && named.size === values.length ? named : undefined;
}

function planAll(
  named: ReadonlyMap<string, ManifestObject>,
  reasons: ReadonlyMap<string, string>,
  context: PlanContext,
): readonly TemplatePlan[] {
  return [...named].map(([name, value], index) => {
    const path = [...context.path, 'templates', index];
    const plan = reasons.get(name) ?? planOne(value, path, named);
    return typeof plan === 'string' ? planLiteral(name, value, { path, reason: plan }) : plan;
  });
}

/** Returns a plan, or why the builders cannot write the template. */
function planOne(
  value: ManifestObject,
  path: JsonPath,
  named: ReadonlyMap<string, ManifestObject>,
): TemplatePlan | string {
  try {
    const plan = planTemplate(value, path);
    if (plan === undefined) return whyLiteral(value);
    const missing = missingCallee(plan, named);
    return missing === undefined ? plan : `it calls ${JSON.stringify(missing)}, which is not in this object`;
  } catch (error) {
    if (error instanceof WorkflowError) return error.message;
    throw error;
  }
}

function missingCallee(plan: TemplatePlan, named: ReadonlyMap<string, ManifestObject>): string | undefined {
  for (const { callee } of callsOf(plan))
    if (callee.kind === 'own' && !named.has(callee.name)) return callee.name;
  return undefined;
}

/** Drops the declared inputs and outputs of literals that nothing calls, and their `result` if nothing reads it. */
function hideUncalled(
  plans: readonly TemplatePlan[],
  spec: ManifestObject,
  { isLibrary }: PlanContext,
): readonly TemplatePlan[] {
  if (isLibrary || plans.every(({ kind }) => kind !== 'literal')) return plans;
  const calls = [...plans.flatMap(callsOf), ...planHooks(spec.hooks, []).map(({ call }) => call)];
  const called = new Set(calls.map(({ callee }) => (callee.kind === 'own' ? callee.name : '')));
  const isRead = /\.outputs\.result\b/.test(JSON.stringify(spec));
  return plans.map((plan) => {
    if (plan.kind !== 'literal') return plan;
    if (!called.has(plan.name)) return { ...plan, inputs: [], outputs: [] };
    return isRead ? plan : { ...plan, outputs: plan.outputs.filter((slot) => !isPrinted(slot)) };
  });
}

function isPrinted({ name, options }: SlotPlan): boolean {
  return name === 'result' && options.valueFrom === undefined;
}
