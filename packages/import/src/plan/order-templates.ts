import type { CallPlan, TemplatePlan } from './plan.ts';

/** Templates in an order in which each one follows those that it calls. */
export interface TemplateOrder {
  readonly ordered: readonly TemplatePlan[];
  /** Templates that call each other recursively and must be declared before they are defined. */
  readonly declared: readonly TemplatePlan[];
}

/** Returns the order in which templates can be defined. Names are unique, and all called templates exist. */
export function orderTemplates(plans: readonly TemplatePlan[]): TemplateOrder {
  const byName = new Map(plans.map((plan) => [plan.name, plan]));
  const state = new Map<TemplatePlan, 'open' | 'done'>();
  const ordered: TemplatePlan[] = [];
  const declared = new Set<TemplatePlan>();
  // A chain of calls may be deeper than the stack.
  const open: { readonly plan: TemplatePlan; readonly callees: Iterator<string> }[] = [];
  const enter = (plan: TemplatePlan): void => {
    state.set(plan, 'open');
    open.push({ plan, callees: calleesOf(plan)[Symbol.iterator]() });
  };
  for (const root of plans) {
    if (!state.has(root)) enter(root);
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      const { plan, callees } = last;
      const next = callees.next();
      if (next.done === true) {
        state.set(plan, 'done');
        ordered.push(plan);
        open.pop();
        continue;
      }
      const callee = byName.get(next.value);
      if (callee === undefined) continue;
      if (!state.has(callee)) enter(callee);
      else if (state.get(callee) === 'open' && callee !== plan) declared.add(callee);
    }
  }
  return { ordered, declared: [...declared] };
}

/** Returns the calls of a template, including those of hooks. */
export function callsOf(plan: TemplatePlan): readonly CallPlan[] {
  if (plan.kind === 'pod' || plan.kind === 'literal') return [];
  return plan.groups.flat().flatMap((call) => [call, ...call.hooks.map((hook) => hook.call)]);
}

function calleesOf(plan: TemplatePlan): readonly string[] {
  return callsOf(plan).flatMap(({ callee }) => (callee.kind === 'own' ? [callee.name] : []));
}
