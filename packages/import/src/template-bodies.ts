/** The fields of a template that say what it does; it has one of them. */
export const TEMPLATE_BODIES: readonly string[] = [
  'container',
  'containerSet',
  'script',
  'dag',
  'steps',
  'resource',
  'suspend',
  'data',
  'http',
  'plugin',
];
