import type { RunnableObject } from '@tiphys/models/facts';

/** The fields of a spec that are read. In a file of a user, any of them may be missing or malformed. */
interface Spec {
  readonly entrypoint?: string;
  readonly workflowTemplateRef?: unknown;
  readonly templates?: readonly Template[];
  readonly arguments?: { readonly parameters?: readonly Parameter[] };
}

interface Template {
  readonly name?: string;
  readonly inputs?: { readonly parameters?: readonly Parameter[] };
}

interface Parameter {
  readonly name: string;
  readonly value?: unknown;
  readonly default?: unknown;
}

/**
 * Returns an object with another of its templates as the entrypoint, or undefined if it has no template of that name. The input
 * parameters of the template become parameters of the workflow, so that `runWorkflow` can set them.
 *
 * @param template a template of the object, or any name if the templates are in another object (`workflowTemplateRef`)
 */
export function startAt<T extends RunnableObject>(object: T, template: string): T | undefined {
  const spec: unknown = object.kind === 'CronWorkflow' ? object.spec?.workflowSpec : object.spec;
  if (typeof spec !== 'object' || spec === null) return undefined;
  const started = startSpecAt(spec, template);
  if (started === undefined) return undefined;
  const changed = object.kind === 'CronWorkflow' ? { ...object.spec, workflowSpec: started } : started;
  return { ...object, spec: changed }; // only the entrypoint and the arguments differ
}

function startSpecAt(spec: Spec, entrypoint: string): Spec | undefined {
  const template = objectsOf(spec.templates).find(({ name }) => name === entrypoint);
  if (template === undefined)
    return spec.workflowTemplateRef === undefined ? undefined : { ...spec, entrypoint };
  const declared = objectsOf(spec.arguments?.parameters);
  const added = objectsOf(template.inputs?.parameters)
    .filter(({ name }) => !declared.some((parameter) => parameter.name === name))
    .map(({ name, value, default: fallback = value }) => ({
      name,
      ...(fallback === undefined ? {} : { value: fallback }),
    }));
  const started = { ...spec, entrypoint };
  return added.length === 0
    ? started
    : { ...started, arguments: { ...spec.arguments, parameters: [...declared, ...added] } };
}

function objectsOf<T extends object>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value)
    ? value.filter((item: T | null) => typeof item === 'object' && item !== null)
    : [];
}
