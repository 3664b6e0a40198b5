import {
  formatPath,
  type JsonPath,
  TEMPLATE_TYPES,
  type WalkedValue,
  walkObject,
} from '@tiphys/models/facts';
import type { DefinitionTable, FieldType, ModelTables } from '@tiphys/models/tables';
import { isObject, type ManifestObject } from './manifest-object.ts';

/** A position where an object does not fit the types of the models. */
export interface Misfit {
  readonly path: JsonPath;
  /** What is wrong: `there is no field "subpath"`. */
  readonly reason: string;
}

/** Fields that the types require and the tables do not, because Argo's lint accepts files without them. */
const STRICT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Workflow: ['metadata'],
  WorkflowTemplate: ['metadata'],
  ClusterWorkflowTemplate: ['metadata'],
  CronWorkflow: ['metadata'],
  WorkflowEventBinding: ['metadata'],
  NodeStatus: ['id', 'type'],
  VolumeMount: ['mountPath'],
};

/**
 * Returns the places where an object of a kind does not fit the types of the models; patterns and limits, which
 * types cannot express, are ignored.
 */
export function findMisfits(
  value: unknown,
  definition: string,
  { definitions }: ModelTables,
): readonly Misfit[] {
  const found: Misfit[] = [];
  for (const { path, ...inner } of walkObject(value, { kind: 'reference', to: definition }, definitions))
    found.push(...reasonsOf(inner, definitions).map((reason) => ({ path, reason })));
  return found;
}

/** Returns where an object does not fit, and why. */
export function describeMisfit({ path, reason }: Misfit): string {
  return `${formatPath(path) || 'The object'}: ${reason}`;
}

function reasonsOf(
  { value, type }: Pick<WalkedValue, 'value' | 'type'>,
  definitions: Tables,
): readonly string[] {
  switch (type.kind) {
    case 'any':
      return [];
    case 'reference':
      return reasonsOfObject(value, type.to, definitions[type.to]);
    case 'list':
      return Array.isArray(value) ? [] : ['must be a list'];
    case 'map':
      return isObject(value) ? [] : ['must be a mapping'];
    default:
      return reasonsOfScalar(value, type);
  }
}

type Tables = ModelTables['definitions'];

const SCALARS: Readonly<Record<string, readonly string[]>> = {
  boolean: ['boolean'],
  integer: ['number'],
  number: ['number'],
  intOrString: ['number', 'string'],
  quantity: ['number', 'string'],
  scalar: ['string', 'number', 'boolean'],
};

function reasonsOfScalar(value: unknown, type: FieldType): readonly string[] {
  const wanted = SCALARS[type.kind] ?? ['string'];
  if (!wanted.includes(value === null ? 'null' : typeof value)) return [`must be a ${wanted.join(' or a ')}`];
  if (type.kind !== 'string') return [];
  const allowed = type.const === undefined ? type.enum : [type.const];
  if (allowed === undefined || allowed.includes(String(value))) return [];
  return [`must be one of ${allowed.map((text) => JSON.stringify(text)).join(', ')}`];
}

function reasonsOfObject(
  value: unknown,
  name: string,
  table: DefinitionTable | undefined,
): readonly string[] {
  if (table === undefined) return [];
  if (!isObject(value)) return [`must be a mapping (${name})`];
  const unknown =
    table.open === undefined ? Object.keys(value).filter((field) => !Object.hasOwn(table.fields, field)) : [];
  const missing = [...table.required, ...(STRICT_FIELDS[name] ?? [])].filter(
    (field) => value[field] === undefined,
  );
  return [
    ...unknown.map((field) => `there is no field "${field}"`),
    ...missing.map((field) => `"${field}" is missing`),
    ...reasonsOfGroups(value, name, table),
  ];
}

function reasonsOfGroups(value: ManifestObject, name: string, table: DefinitionTable): readonly string[] {
  const extra = name === 'TemplateDefaults' ? [{ kind: 'atMostOne', fields: TEMPLATE_TYPES }] : [];
  return [...(table.groups ?? []), ...extra].flatMap(({ kind, fields }) => {
    const present = fields.filter((field) => value[field] !== undefined);
    if (present.length > 1) return [`${present.join(' and ')} exclude each other`];
    return present.length === 0 && kind === 'exactlyOne' ? [`one of ${fields.join(', ')} is missing`] : [];
  });
}
