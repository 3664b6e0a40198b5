import type { DefinitionTable, FieldType } from '../definition-table.ts';
import type { JsonPath } from './json-path.ts';

/** A value inside an Argo object, with its type. */
export interface WalkedValue {
  readonly value: unknown;
  readonly type: FieldType;
  readonly path: JsonPath;
  /**
   * The field that holds the value and the definition that has it; absent for the object itself, list items and
   * map values.
   */
  readonly field?: { readonly definition: string; readonly name: string };
}

/** The definitions along which an object is walked. */
export type Definitions = Readonly<Record<string, Pick<DefinitionTable, 'fields'>>>;

/**
 * Yields a value and all nested values whose type is known, parents first. A value that does not have the structure of
 * its type is yielded, but not entered; fields that a definition does not have are skipped.
 *
 * @example
 * ```ts
 * import { definitions } from '@tiphys/models/tables';
 *
 * const workflow = { spec: { templates: [{ name: 'main' }] } };
 * const paths = [];
 * for (const { path, type } of walkObject(workflow, { kind: 'reference', to: 'Workflow' }, definitions))
 *   if (type.kind === 'reference') paths.push(`${type.to} ${formatPath(path)}`);
 * paths; // => [ 'Workflow ', 'WorkflowSpec spec', 'Template spec.templates[0]' ]
 * ```
 */
export function* walkObject(
  value: unknown,
  type: FieldType,
  definitions: Definitions,
): Generator<WalkedValue, void, undefined> {
  const path: (string | number)[] = [];
  yield* visit(value, type, undefined);

  function* visit(inner: unknown, innerType: FieldType, field: WalkedValue['field']): Generator<WalkedValue> {
    yield { value: inner, type: innerType, path: [...path], ...(field && { field }) };
    if (typeof inner !== 'object' || inner === null) return;
    for (const [key, content] of Array.isArray(inner) ? inner.entries() : Object.entries(inner)) {
      const known = innerFieldType(innerType, key, definitions);
      if (known === undefined) continue;
      path.push(key);
      const holder =
        innerType.kind === 'reference' ? { definition: innerType.to, name: String(key) } : undefined;
      yield* visit(content, known, holder);
      path.pop();
    }
  }
}

/** Returns the type of the value under a key or an index of a value with a type; undefined if it is not known. */
export function innerFieldType(
  type: FieldType,
  key: string | number,
  definitions: Definitions,
): FieldType | undefined {
  if (type.kind === 'list') return typeof key === 'number' ? type.element : undefined;
  if (typeof key === 'number') return undefined;
  if (type.kind === 'map') return type.value;
  if (type.kind !== 'reference' || !Object.hasOwn(definitions, type.to)) return undefined;
  const fields = definitions[type.to]?.fields ?? {};
  return Object.hasOwn(fields, key) ? fields[key]?.type : undefined;
}
