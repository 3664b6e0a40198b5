/**
 * The fields of a template that say what it does; a template has exactly one of them.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#template
 */
export const TEMPLATE_TYPES = [
  'container',
  'containerSet',
  'script',
  'resource',
  'data',
  'http',
  'plugin',
  'suspend',
  'steps',
  'dag',
] as const;

/** One of the ten types of a template, which is the name of its body. */
export type TemplateType = (typeof TEMPLATE_TYPES)[number];

/** The types of templates that run as a pod of their own. */
export const POD_TEMPLATE_TYPES: ReadonlySet<TemplateType> = new Set([
  'container',
  'containerSet',
  'script',
  'resource',
  'data',
] as const);

/** Returns whether a template runs as a pod of its own. */
export function isPodTemplate(template: Readonly<Record<string, unknown>>): boolean {
  return TEMPLATE_TYPES.some((type) => POD_TEMPLATE_TYPES.has(type) && template[type] !== undefined);
}
