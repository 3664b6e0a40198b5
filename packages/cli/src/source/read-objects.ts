import path from 'node:path';
import type { KubernetesObject } from '@tiphys/models/facts';
import { CliError } from '../world/cli-error.ts';
import { readRelevantText } from '../world/files.ts';
import type { World } from '../world/world.ts';
import { assertDecodable } from './assert-decodable.ts';
import { findFiles, manifestPattern } from './find-files.ts';
import { isManifest } from './load-source.ts';

/** An object that a workflow may refer to, and where it was read. */
export interface HeldObject {
  readonly object: KubernetesObject;
  readonly file: string;
}

/** Kinds of objects that a run looks into. */
const usedKinds = ['WorkflowTemplate', 'ClusterWorkflowTemplate', 'ConfigMap', 'Secret'] as const;

const mentionsUsedKind = new RegExp(`kind\\W+(?:${usedKinds.join('|')})\\b`);

/**
 * Returns the WorkflowTemplates, ClusterWorkflowTemplates, ConfigMaps and Secrets that words name: files, folders, or patterns such as
 * `templates/*.yaml`.
 *
 * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_KIND`, `CLI_NOTHING_FOUND`, `CLI_DUPLICATE_OBJECT`; WorkflowError for what is no YAML
 */
export async function readNamedObjects(
  words: readonly string[],
  world: World,
): Promise<readonly HeldObject[]> {
  const held = new Map<string, readonly HeldObject[]>();
  for (const word of words) {
    const files = await filesOf(word, world);
    for (const file of files) if (!held.has(file)) held.set(file, await readObjects(file, world));
    if (files.every((file) => held.get(file)?.length === 0))
      throw new CliError(
        'CLI_NOTHING_FOUND',
        `There is no ${usedKinds.slice(0, -1).join(', ')} or ${usedKinds.at(-1)} in ${word}. Name the file that holds it.`,
      );
  }
  const objects = [...held.values()].flat();
  assertDistinct(objects);
  return objects;
}

/** Returns the objects of a file that a run looks into. */
export async function readObjects(file: string, world: World): Promise<readonly HeldObject[]> {
  // Folders hold much else, which need not even be YAML for Kubernetes.
  const text = await readRelevantText(file, (one) => mentionsUsedKind.test(one), world.files);
  if (text === undefined) return [];
  const { fromYaml } = await import('@tiphys/yaml');
  await assertDecodable({ file, text }, usedKinds);
  const { decodeNulls } = await import('@tiphys/engine');
  // Kinds of Kubernetes are kept as they are, whatever the type says.
  const objects = fromYaml(text, { file }) as readonly unknown[] as readonly KubernetesObject[];
  return objects
    .filter(({ kind }) => (usedKinds as readonly string[]).includes(kind))
    .map((object) => ({ object: decodeNulls(object), file }));
}

/**
 * Checks that no object is there twice.
 *
 * @throws CliError `CLI_DUPLICATE_OBJECT` with both files
 */
export function assertDistinct(objects: readonly HeldObject[]): void {
  const first = new Map<string, HeldObject>();
  for (const held of objects) {
    const key = keyOf(held.object);
    const other = first.get(key);
    if (other !== undefined)
      throw new CliError(
        'CLI_DUPLICATE_OBJECT',
        `The ${key} is in ${other.file === held.file ? `${held.file} twice` : `${other.file} and in ${held.file}`}. Keep one of them, or name only the file that is meant.`,
      );
    first.set(key, held);
  }
}

/** Returns kind and name of an object as they are shown, by which it is also found. */
export function keyOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} "${metadata?.name ?? ''}"`;
}

async function filesOf(word: string, world: World): Promise<readonly string[]> {
  const place = path.resolve(world.cwd, word);
  switch (await world.files.kindOf(place)) {
    case 'file':
      if (isManifest(place)) return [place];
      throw new CliError('CLI_FILE_KIND', `${place} is not a manifest (.yaml, .yml, .json).`);
    case 'directory':
      return findFiles(place, manifestPattern);
    default: {
      const found = /[*?{[]/.test(word)
        ? (await findFiles(world.cwd, word)).filter((file) => isManifest(file))
        : [];
      if (found.length > 0) return found;
      throw new CliError('CLI_FILE_MISSING', `There is no file or folder ${place}. Check the path.`);
    }
  }
}
