import { type JsonPath, TEMPLATE_TYPES } from '@tiphys/models/facts';
import { hasOnly, isObject, type ManifestObject, objectsOf, without } from '../read/manifest-object.ts';

import type { BodyPlan, CallPlan, TemplatePlan } from './plan.ts';
import { planCall } from './plan-call.ts';
import { planOutputs, planSlots } from './plan-slots.ts';

const FIELDS = ['name', 'inputs', 'outputs', ...TEMPLATE_TYPES];

/** Returns the plan of a template; undefined if the builders cannot write it. */
export function planTemplate(value: ManifestObject, path: JsonPath): TemplatePlan | undefined {
  const { name } = value;
  const inputs = planSlots(value.inputs);
  const [bodyField, ...others] = TEMPLATE_TYPES.filter((field) => value[field] !== undefined);
  if (typeof name !== 'string' || inputs === undefined || bodyField === undefined || others.length > 0)
    return undefined;
  const settings = without(value, FIELDS);
  if (bodyField === 'dag' || bodyField === 'steps') {
    const body = bodyField === 'dag' ? planDag(value.dag, path) : planSteps(value.steps, path);
    const outputs = planOutputs(value.outputs);
    if (body === undefined || outputs === undefined) return undefined;
    return { ...body, name, path, inputs, outputs, settings: { ...settings, ...body.settings } };
  }
  const outputs = planSlots(value.outputs);
  if (outputs === undefined) return undefined;
  return { kind: 'pod', name, path, inputs, outputs, settings, bodyField, body: value[bodyField] };
}

type PlannedBody = Pick<BodyPlan, 'kind' | 'groups' | 'settings'>;

function planDag(dag: unknown, path: JsonPath): PlannedBody | undefined {
  if (!isObject(dag) || !hasOnly(dag, ['tasks', 'failFast', 'target'])) return undefined;
  const tasks = planCalls(dag.tasks, [...path, 'dag', 'tasks']);
  return tasks === undefined
    ? undefined
    : { kind: 'dag', groups: [tasks], settings: without(dag, ['tasks']) };
}

function planSteps(steps: unknown, path: JsonPath): PlannedBody | undefined {
  if (!Array.isArray(steps) || steps.length === 0) return undefined;
  const groups = steps.map((group, index) => planCalls(group, [...path, 'steps', index]));
  return groups.every((group) => group !== undefined) ? { kind: 'steps', groups, settings: {} } : undefined;
}

function planCalls(value: unknown, path: JsonPath): readonly CallPlan[] | undefined {
  const calls = objectsOf(value)?.map((call, index) => planCall(call, [...path, index]));
  return calls?.every((call) => call !== undefined) === true ? calls : undefined;
}
