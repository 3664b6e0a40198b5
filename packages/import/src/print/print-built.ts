import { WorkflowError } from '@tiphys/workflow';
import { planSpec, type SpecPlan } from '../plan/plan-spec.ts';
import { type PlannedTemplates, planTemplates } from '../plan/plan-templates.ts';
import { isObject } from '../read/manifest-object.ts';
import { UnprintableOutput } from './body-code.ts';
import { type BuiltObject, ObjectPrinter } from './object-printer.ts';

/** The code of an object, or why the builders cannot write it; neither if it has no templates. */
export interface BuiltCode {
  readonly code?: string;
  readonly reason?: string;
}

/** Returns code that builds an object. Templates that the builders reject or would write differently are literals. */
export function printBuilt(object: BuiltObject): BuiltCode {
  const literals = new Map<string, string>();
  for (;;)
    try {
      return print({ ...object, comments: object.comments.copy() }, literals);
    } catch (error) {
      if (error instanceof WorkflowError) return { reason: error.message };
      if (!(error instanceof UnprintableOutput) || literals.has(error.template)) throw error;
      literals.set(error.template, error.message);
    }
}

function print(object: BuiltObject, literals: ReadonlyMap<string, string>): BuiltCode {
  const path = object.kind === 'CronWorkflow' ? ['spec', 'workflowSpec'] : ['spec'];
  const spec = path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), object.value);
  if (!isObject(spec)) return {};
  const isLibrary = /^(?:Cluster)?WorkflowTemplate$/.test(object.kind);
  const planned = planTemplates(spec, { path, library: object.library, isLibrary, literals });
  if (planned.order === undefined) return planned;
  const [names, imports] = [object.names.fork(), new Set<string>()];
  const form = attempt(() => planSpec(spec, planned.handles, path));
  const printer = new ObjectPrinter({ ...object, names, imports }, { path, ...planned, form });
  const code = printer.print();
  if (isLibrary) addToLibrary(object, planned, printer);
  object.names.adopt(names);
  for (const name of imports) object.imports.add(name);
  return { code };
}

/** Returns undefined if the builders reject a spec, which is then written as a literal. */
function attempt(plan: () => SpecPlan | undefined): SpecPlan | undefined {
  try {
    return plan();
  } catch (error) {
    if (error instanceof WorkflowError) return undefined;
    throw error;
  }
}

function addToLibrary(
  object: BuiltObject,
  { order, handles }: PlannedTemplates,
  printer: ObjectPrinter,
): void {
  for (const plan of order.ordered) {
    const handle = handles.get(plan.name);
    const ref = `templateRef(${object.name}, ${printer.constantOf(plan.name)})`;
    if (handle !== undefined) object.library.add(object.value, plan, handle, ref);
  }
}
