import type { SchemaDefinitions } from '@tiphys/schema';
import { compareDefinitions, type LocalChange } from './compare-definitions.ts';
import { findDefinition } from './find-definition.ts';
import type { ChangeKind, SchemaChange, SchemaDifference } from './schema-difference.ts';
import { findPaths } from './schema-paths.ts';

/**
 * Returns everything that differs between two versions of a schema as plain data, breaking changes first, then by
 * definition. A change that only affects statuses breaks nothing that users write.
 */
export function compareSchemas(from: SchemaDefinitions, to: SchemaDefinitions): SchemaDifference {
  const names = [...new Set([...Object.keys(from.definitions), ...Object.keys(to.definitions)])].sort();
  const context = { older: from.definitions, newer: to.definitions };
  const changes = names.flatMap((name) =>
    compareDefinitions(
      name,
      findDefinition(from.definitions, name),
      findDefinition(to.definitions, name),
      context,
    ),
  );
  const paths = { older: findPaths(from), newer: findPaths(to) };
  const placed = [...changes, ...compareKinds(from, to)].map((change) => place(change, paths));
  return { from: from.version, to: to.version, changes: placed.sort(byWeight) };
}

/** When a kind is removed, all of its objects break. */
function compareKinds(from: SchemaDefinitions, to: SchemaDefinitions): readonly LocalChange[] {
  const gone = Object.keys(from.kinds).filter((kind) => !Object.hasOwn(to.kinds, kind));
  return gone.map((kind) => ({ kind: 'removed', definition: from.kinds[kind] ?? kind, breaking: true }));
}

interface PathsOfBoth {
  readonly older: ReadonlyMap<string, readonly string[]>;
  readonly newer: ReadonlyMap<string, readonly string[]>;
}

function place(change: LocalChange, { older, newer }: PathsOfBoth): SchemaChange {
  const found =
    (change.kind === 'added' ? newer : older).get(change.definition) ?? newer.get(change.definition);
  const suffix = change.field === undefined ? '' : `.${change.field}`;
  const paths = (found ?? []).map((path) => `${path}${suffix}`);
  return {
    ...change,
    breaking: change.breaking && paths.some((path) => !/^\w+\.status\b/.test(path)),
    paths,
  };
}

const WEIGHTS: readonly ChangeKind[] = ['removed', 'retyped', 'required', 'values', 'group', 'closed'];

/** Changes that affect many manifests come before limits that few manifests exceed. */
function byWeight(a: SchemaChange, b: SchemaChange): number {
  return Number(b.breaking) - Number(a.breaking) || weightOf(a) - weightOf(b);
}

function weightOf({ kind }: SchemaChange): number {
  const index = WEIGHTS.indexOf(kind);
  return index === -1 ? WEIGHTS.length : index;
}
