import { isDeepStrictEqual } from 'node:util';
import type { TemplateHandle } from '../../build/template-handle.ts';
import type { JsonPath } from '../../json-path.ts';
import { WorkflowError } from '../../workflow-error.ts';
import { buildTemplates } from './build-templates.ts';
import { type BuiltObject, ObjectPrinter } from './object-printer.ts';
import { orderTemplates, type TemplateOrder } from './order-templates.ts';
import type { JsonObject } from './plan.ts';
import { planSpec } from './plan-spec.ts';
import { planTemplate } from './plan-template.ts';
import { UnprintableOutput } from './print-body.ts';
import { isObject, objectsOf } from './read-fields.ts';

/** Gives an object as code that builds it; nothing where the builders would make another object of it. */
export function printBuilt(object: BuiltObject): string | undefined {
  const path = object.kind === 'CronWorkflow' ? ['spec', 'workflowSpec'] : ['spec'];
  const spec = path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), object.value);
  if (!isObject(spec)) return undefined;
  const order = planTemplates(spec, path);
  const handles = order === undefined ? undefined : tryBuild(order, spec);
  if (order === undefined || handles === undefined) return undefined;
  const [names, imports] = [object.names.fork(), new Set<string>()];
  const form = planSpec(spec, handles);
  try {
    const code = new ObjectPrinter({ ...object, names, imports }, { path, spec, order, form }).print();
    object.names.adopt(names);
    for (const name of imports) object.imports.add(name);
    return code;
  } catch (error) {
    if (error instanceof UnprintableOutput) return undefined;
    throw error;
  }
}

function planTemplates(spec: JsonObject, path: JsonPath): TemplateOrder | undefined {
  const plans = objectsOf(spec.templates)?.map((value, index) =>
    planTemplate(value, [...path, 'templates', index]),
  );
  return plans?.every((plan) => plan !== undefined) === true ? orderTemplates(plans) : undefined;
}

/** The proof that nothing is lost: what is built is what was read. */
function tryBuild(
  order: TemplateOrder,
  { templates }: JsonObject,
): ReadonlyMap<string, TemplateHandle> | undefined {
  try {
    const built = buildTemplates(order);
    const given = (objectsOf(templates) ?? []).map((template) => [String(template.name), template] as const);
    const isSame = given.every(([name, template]) => isDeepStrictEqual(built.get(name)?.template, template));
    return isSame ? new Map(given.flatMap(([name]) => pair(name, built.get(name)))) : undefined;
  } catch (error) {
    if (error instanceof WorkflowError) return undefined;
    throw error;
  }
}

function pair<T>(name: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[name, value]];
}
