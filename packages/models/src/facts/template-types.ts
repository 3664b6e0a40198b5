/**
 * The fields that determine the type of a template; a template has exactly one of them.
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

/** One of the ten template types, named after the field of its body. */
export type TemplateType = (typeof TEMPLATE_TYPES)[number];

/** The types of templates that run as their own pod. */
export const POD_TEMPLATE_TYPES: ReadonlySet<TemplateType> = new Set([
  'container',
  'containerSet',
  'script',
  'resource',
  'data',
] as const);

/** Returns whether a template runs as its own pod. */
export function isPodTemplate(template: Readonly<Record<string, unknown>>): boolean {
  return TEMPLATE_TYPES.some((type) => POD_TEMPLATE_TYPES.has(type) && template[type] !== undefined);
}
