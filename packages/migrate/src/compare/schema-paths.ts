import type { Definition, FieldType, SchemaDefinitions } from '@tiphys/schema';
import { findDefinition } from './find-definition.ts';

const PATHS_PER_KIND = 50;
const MAX_STEPS = 50_000;

/**
 * Returns where objects of each kind hold a definition, the shortest paths first: `Workflow.spec.templates[].container`.
 * No path passes the same definition twice.
 */
export function findPaths(schema: SchemaDefinitions): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [kind, root] of Object.entries(schema.kinds)) {
    for (const [definition, paths] of pathsOfKind(kind, root, schema.definitions)) {
      found.set(definition, [...(found.get(definition) ?? []), ...paths]);
    }
  }
  return found;
}

interface Step {
  readonly definition: string;
  readonly path: string;
  readonly passed: readonly string[];
}

function pathsOfKind(
  kind: string,
  root: string,
  definitions: Readonly<Record<string, Definition>>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const queue: Step[] = [{ definition: root, path: kind, passed: [] }];
  for (let next = 0; next < queue.length && next < MAX_STEPS; next += 1) {
    const step = queue[next];
    if (step === undefined) break;
    const paths = found.get(step.definition) ?? [];
    if (paths.length >= PATHS_PER_KIND) continue;
    found.set(step.definition, [...paths, step.path]);
    const definition = findDefinition(definitions, step.definition);
    const passed = [...step.passed, step.definition];
    for (const [path, type] of partsOf(definition, step.path)) {
      const end = endOf(type, path);
      if (end !== undefined && !passed.includes(end.definition)) queue.push({ ...end, passed });
    }
  }
  return found;
}

function partsOf(
  definition: Definition | undefined,
  path: string,
): readonly (readonly [string, FieldType])[] {
  if (definition === undefined) return [];
  if (definition.kind === 'alias') return [[path, definition.type]];
  return Object.entries(definition.fields).map(([field, { type }]) => [`${path}.${field}`, type]);
}

function endOf(
  type: FieldType,
  path: string,
): { readonly definition: string; readonly path: string } | undefined {
  switch (type.kind) {
    case 'reference':
      return { definition: type.to, path };
    case 'list':
      return endOf(type.element, `${path}[]`);
    case 'map':
      return endOf(type.value, `${path}{}`);
    default:
      return undefined;
  }
}
