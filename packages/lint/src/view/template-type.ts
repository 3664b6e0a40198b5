/** The bodies that a template may have, one of them each. */
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

/** One of the ten bodies. */
export type TemplateType = (typeof TEMPLATE_TYPES)[number];

/** The types that run as a pod. */
export const POD_TYPES: ReadonlySet<TemplateType> = new Set([
  'container',
  'containerSet',
  'script',
  'resource',
  'data',
] as const);
