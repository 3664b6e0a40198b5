import { isDeepStrictEqual } from 'node:util';
import { ExpressionError } from '@tiphys/expression';
import type { TemplateHandle } from '../../build/template-handle.ts';
import type { JsonPath } from '../../json-path.ts';
import { WorkflowError } from '../../workflow-error.ts';
import { isObject, type JsonObject, objectsOf } from '../json-object.ts';
import { UnprintableOutput } from './body-code.ts';
import { buildTemplates } from './build-templates.ts';
import { type BuiltObject, ObjectPrinter } from './object-printer.ts';
import { orderTemplates, type TemplateOrder } from './order-templates.ts';
import { planSpec } from './plan-spec.ts';
import { planTemplate } from './plan-template.ts';
import { planRemotes } from './remote-plan.ts';

/** Gives an object as code that builds it; nothing where the builders would make another object of it, or refuse it. */
export function printBuilt(object: BuiltObject): string | undefined {
  try {
    return print(object);
  } catch (error) {
    const isRefused =
      error instanceof WorkflowError ||
      error instanceof ExpressionError ||
      error instanceof UnprintableOutput;
    if (isRefused) return undefined;
    throw error;
  }
}

function print(object: BuiltObject): string | undefined {
  const path = object.kind === 'CronWorkflow' ? ['spec', 'workflowSpec'] : ['spec'];
  const spec = path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), object.value);
  if (!isObject(spec)) return undefined;
  const order = planTemplates(spec, path);
  if (order === undefined) return undefined;
  const remotes = planRemotes(order.ordered, object.library);
  const handles = buildTemplates(order, remotes);
  if (!isSame(handles, spec)) return undefined;
  const [names, imports] = [object.names.fork(), new Set<string>()];
  const form = planSpec(spec, handles, path);
  const printer = new ObjectPrinter({ ...object, names, imports }, { path, order, remotes, form });
  const code = printer.print();
  if (/^(?:Cluster)?WorkflowTemplate$/.test(object.kind))
    for (const plan of order.ordered) {
      const handle = handles.get(plan.name);
      const ref = `templateRef(${object.name}, ${printer.constantOf(plan.name)})`;
      if (handle !== undefined) object.library.add(object.value, plan, handle, ref);
    }
  object.names.adopt(names);
  for (const name of imports) object.imports.add(name);
  return code;
}

function planTemplates(spec: JsonObject, path: JsonPath): TemplateOrder | undefined {
  const plans = objectsOf(spec.templates)?.map((value, index) =>
    planTemplate(value, [...path, 'templates', index]),
  );
  return plans?.every((plan) => plan !== undefined) === true ? orderTemplates(plans) : undefined;
}

/** The proof that nothing is lost: what is built is what was read. */
function isSame(handles: ReadonlyMap<string, TemplateHandle>, { templates }: JsonObject): boolean {
  return (objectsOf(templates) ?? []).every((template) =>
    isDeepStrictEqual(handles.get(String(template.name))?.template, template),
  );
}
