import { parameter } from '@tiphys/workflow/build';
import type { CallPlan, SlotPlan, TemplatePlan } from './plan.ts';

/** Returns the outputs of a template as slots; the standard output of a pod is `result`. */
export function outputSlots(plan: TemplatePlan): readonly SlotPlan[] {
  if (plan.kind === 'literal') return plan.outputs;
  if (plan.kind !== 'pod') return plan.outputs.map(({ name, kind }) => ({ name, kind, options: {} }));
  const isTaken = plan.outputs.some(({ name }) => name === 'result');
  return isTaken ? plan.outputs : [{ name: 'result', kind: 'parameter', options: {} }, ...plan.outputs];
}

/** Returns the arguments of a call in the builders' form. */
export function valuesOf({ values }: CallPlan): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    values.map(({ name, kind, value }) => [
      name,
      kind === 'parameter' && typeof value === 'object' ? parameter(value) : value,
    ]),
  );
}
