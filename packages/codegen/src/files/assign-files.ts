import type { Definition, SchemaDefinitions } from '@tiphys/schema';
import { usedTypes } from '../type/type-text.ts';
import { fileNameOf } from './file-name.ts';

const KUBERNETES_PREFIX = 'io.k8s.';

/**
 * Returns the file of every definition, without extension. Each has its own, except that a definition of Kubernetes which only one
 * other of its definitions uses (the sources of a volume, the parts of an affinity) shares that file: tsc is faster with
 * fewer files.
 */
export function assignFiles(schema: SchemaDefinitions): ReadonlyMap<string, string> {
  const users = findUsers(schema.definitions);
  const names = Object.keys(schema.definitions);
  return new Map(names.map((name) => [name, fileNameOf(findHead(name, schema, users))]));
}

function findHead(
  name: string,
  schema: SchemaDefinitions,
  users: ReadonlyMap<string, readonly string[]>,
): string {
  const seen = new Set<string>();
  let head = name;
  for (;;) {
    const [user, ...others] = users.get(head) ?? [];
    if (user === undefined || others.length > 0 || seen.has(head)) return seen.has(head) ? name : head;
    if (!isKubernetes(schema, head) || !isKubernetes(schema, user)) return head;
    seen.add(head);
    head = user;
  }
}

function isKubernetes(schema: SchemaDefinitions, name: string): boolean {
  return schema.definitions[name]?.origin.startsWith(KUBERNETES_PREFIX) === true;
}

function findUsers(definitions: SchemaDefinitions['definitions']): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const [user, definition] of Object.entries(definitions)) {
    for (const used of usedNames(definition)) {
      if (used !== user) users.set(used, [...(users.get(used) ?? []), user]);
    }
  }
  return users;
}

/** Returns the names of the types that a definition uses, without duplicates, sorted. */
export function usedNames(definition: Definition): readonly string[] {
  const types =
    definition.kind === 'alias'
      ? [definition.type]
      : Object.values(definition.fields).map((field) => field.type);
  return [...new Set(types.flatMap(usedTypes))].sort();
}
