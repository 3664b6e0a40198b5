import type { JsonPath } from '@tiphys/models/facts';
import { referencesIn } from '@tiphys/workflow/build';
import { hasOnly, isObject, type ManifestObject, without } from '../read/manifest-object.ts';
import type { CalleePlan, CallPlan, HookPlan, ValuePlan } from './plan.ts';
import { planSlots } from './plan-slots.ts';

const OWN_FIELDS = ['name', 'template', 'templateRef', 'arguments', 'dependencies'];
const OPTIONS = ['depends', 'when', 'continueOn', 'hooks', 'withItems', 'withParam', 'withSequence'];

/** Returns the plan of a task or step; undefined if the builders cannot write it. */
export function planCall(value: ManifestObject, path: JsonPath): CallPlan | undefined {
  const callee = planCallee(value);
  const values = planValues(value.arguments);
  if (typeof value.name !== 'string' || callee === undefined || values === undefined) return undefined;
  if (!hasOnly(value, [...OWN_FIELDS, ...OPTIONS])) return undefined;
  const after = planAfter(value);
  if (after === undefined) return undefined;
  const hooks = planHooks(value.hooks, [...path, 'hooks']);
  const options = without(value, hooks.length === 0 ? OWN_FIELDS : [...OWN_FIELDS, 'hooks']);
  return { name: value.name, path, callee, values, after, options, hooks };
}

/** Returns the plans of hooks; undefined if the builders cannot write all of them. */
export function planHooks(value: unknown, path: JsonPath): readonly HookPlan[] {
  if (!isObject(value)) return [];
  const hooks = Object.entries(value).map(([name, hook]): HookPlan | undefined => {
    if (!isObject(hook) || !hasOnly(hook, ['template', 'templateRef', 'arguments', 'expression']))
      return undefined;
    const callee = planCallee(hook);
    const values = planValues(hook.arguments);
    if (callee === undefined || values === undefined) return undefined;
    const options = without(hook, ['template', 'templateRef', 'arguments']);
    return { name, call: { name, path: [...path, name], callee, values, after: [], options, hooks: [] } };
  });
  return hooks.every((hook) => hook !== undefined) ? hooks : [];
}

function planCallee({ template, templateRef }: ManifestObject): CalleePlan | undefined {
  if (typeof template === 'string')
    return templateRef === undefined ? { kind: 'own', name: template } : undefined;
  if (!isObject(templateRef) || !hasOnly(templateRef, ['name', 'template', 'clusterScope'])) return undefined;
  if (typeof templateRef.name !== 'string') return undefined;
  const holder = without(templateRef, ['template']);
  return typeof templateRef.template === 'string'
    ? { kind: 'remote', holder, template: templateRef.template }
    : undefined;
}

function planValues(value: unknown): readonly ValuePlan[] | undefined {
  return planSlots(value)?.map(({ name, kind, options }): ValuePlan => {
    const isText = kind === 'parameter' && typeof options.value === 'string' && hasOnly(options, ['value']);
    return { name, kind, value: isText ? String(options.value) : options };
  });
}

/** A task waits for the tasks whose outputs it uses without being told. */
function planAfter(value: ManifestObject): readonly string[] | undefined {
  const { dependencies = [] } = value;
  if (!Array.isArray(dependencies) || !dependencies.every((name) => typeof name === 'string'))
    return undefined;
  const used = [...referencesIn(without(value, ['hooks'])).tasks];
  const isSame =
    used.length === dependencies.length && used.every((name, index) => name === dependencies[index]);
  return isSame ? [] : dependencies;
}
