import type { BodyPlan, CallPlan, TemplatePlan } from './plan.ts';

/** Templates in an order in which each comes after those that it calls. */
export interface TemplateOrder {
  readonly ordered: readonly TemplatePlan[];
  /** Those that call each other in a circle, and so have to be declared before they are written. */
  readonly declared: readonly TemplatePlan[];
}

/** Gives the order in which templates can be written; nothing when one is called that is not there. */
export function orderTemplates(plans: readonly TemplatePlan[]): TemplateOrder | undefined {
  const byName = new Map(plans.map((plan) => [plan.name, plan]));
  if (byName.size < plans.length) return undefined;
  const state = new Map<TemplatePlan, 'open' | 'done'>();
  const ordered: TemplatePlan[] = [];
  const declared = new Set<TemplatePlan>();
  let isComplete = true;
  const visit = (plan: TemplatePlan): void => {
    state.set(plan, 'open');
    for (const name of calleesOf(plan)) {
      const callee = byName.get(name);
      if (callee === undefined) isComplete = false;
      else if (state.get(callee) === undefined) visit(callee);
      else if (state.get(callee) === 'open' && callee !== plan) declared.add(callee);
    }
    state.set(plan, 'done');
    ordered.push(plan);
  };
  for (const plan of plans) if (!state.has(plan)) visit(plan);
  return isComplete ? { ordered, declared: [...declared] } : undefined;
}

/** Gives the calls of a template, and those of their hooks. */
export function callsOf({ groups }: BodyPlan): readonly CallPlan[] {
  return groups.flat().flatMap((call) => [call, ...call.hooks.map((hook) => hook.call)]);
}

function calleesOf(plan: TemplatePlan): readonly string[] {
  if (plan.kind === 'pod') return [];
  return callsOf(plan).flatMap(({ callee }) => (callee.kind === 'own' ? [callee.name] : []));
}
