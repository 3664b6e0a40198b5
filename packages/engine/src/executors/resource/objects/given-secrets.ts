import { readFileSync, writeFileSync } from 'node:fs';
import { isRecord, readStoredJson } from '../../../contract/stored-json.ts';
import type { KubeObject } from './kube-object.ts';
import { findKind, type ObjectKind } from './object-kind.ts';
import type { ObjectStore } from './object-store.ts';

/** A Secret that was given with a run, as it was added. */
export interface GivenSecret {
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
}

interface Mark {
  readonly given: readonly GivenSecret[];
  /** Names of Secrets that were removed at the end of the run, with their namespaces. */
  readonly forgotten: readonly string[];
}

/** Returns whether an object is a Secret. */
export function isSecret({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}

/** Writes which Secrets have been added. */
export function writeMark(mark: string, given: readonly GivenSecret[]): void {
  write(mark, { given, forgotten: [] });
}

/** Returns the Secrets that were removed when the run ended. They are given again if it goes on. */
export function readForgotten(mark: string): ReadonlySet<string> {
  return new Set(read(mark).forgotten);
}

/** Returns whether a given object is a Secret that was removed. */
export function isForgotten(object: KubeObject, namespace: string, forgotten: ReadonlySet<string>): boolean {
  const { name = '', namespace: own = namespace } = object.metadata;
  return isSecret(object) && forgotten.has(`${own}/${name}`);
}

/** Removes the Secrets that were given with a run from a store, unless a task has changed them. */
export async function forgetSecrets(store: ObjectStore, mark: string): Promise<void> {
  const { given, forgotten } = read(mark);
  // It is one of the kinds that are kept.
  const kind = findKind('v1', 'Secret') as ObjectKind;
  const unchanged = given.filter(
    ({ version, ...key }) => store.find({ ...key, kind })?.metadata.resourceVersion === version,
  );
  await store.change((editor) => {
    for (const { name, namespace } of unchanged) editor.remove({ kind, namespace, name });
  });
  const names = unchanged.map(({ name, namespace }) => `${namespace}/${name}`);
  write(mark, { given: [], forgotten: [...forgotten, ...names] });
}

function read(mark: string): Mark {
  const advice = 'It says which Secrets were given with the run. Delete the run, and start it again.';
  const found = readStoredJson({ readFileSync }, mark, { is: isMark, advice });
  return found ?? { given: [], forgotten: [] };
}

function isMark(value: unknown): value is Mark {
  return isRecord(value) && Array.isArray(value.given) && Array.isArray(value.forgotten);
}

function write(mark: string, content: Mark): void {
  writeFileSync(mark, JSON.stringify(content));
}
