import type { TemplateFields } from '../../manifest/fields.ts';

/** The name that Argo's messages have for the type of a template. */
export type TypeName =
  | 'Container'
  | 'ContainerSet'
  | 'Steps'
  | 'DAG'
  | 'Script'
  | 'Resource'
  | 'Data'
  | 'Suspend'
  | 'HTTP'
  | 'Plugin';

/** In the order in which Argo asks what a template is. */
const TYPES = {
  container: 'Container',
  containerSet: 'ContainerSet',
  steps: 'Steps',
  dag: 'DAG',
  script: 'Script',
  resource: 'Resource',
  data: 'Data',
  suspend: 'Suspend',
  http: 'HTTP',
  plugin: 'Plugin',
} as const satisfies Record<string, TypeName>;

const PODS: ReadonlySet<TypeName | undefined> = new Set<TypeName>([
  'Container',
  'ContainerSet',
  'Script',
  'Resource',
  'Data',
]);

/** Returns the types that a template has bodies for. A valid template has one. */
export function typesOf(template: TemplateFields): readonly TypeName[] {
  return Object.entries(TYPES).flatMap(([field, type]) => (template[field] === undefined ? [] : [type]));
}

/** Returns the type of a template; undefined if it has none. */
export function typeOf(template: TemplateFields): TypeName | undefined {
  return typesOf(template)[0];
}

/** Returns whether a template runs as its own pod. */
export function isPod(template: TemplateFields): boolean {
  return PODS.has(typeOf(template));
}

/** Returns whether a template is a leaf in Argo's sense: a pod, an HTTP request or a plugin, but not `suspend`. */
export function isLeaf(template: TemplateFields): boolean {
  const type = typeOf(template);
  return PODS.has(type) || type === 'HTTP' || type === 'Plugin';
}
