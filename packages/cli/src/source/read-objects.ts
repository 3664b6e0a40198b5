import path from 'node:path';
import type { KubernetesObject } from '@tiphys/models/facts';
import { CliError } from '../world/cli-error.ts';
import { missingError, readRelevantText } from '../world/files.ts';
import type { World } from '../world/world.ts';
import { assertDecodable } from './assert-decodable.ts';
import { isManifest } from './file-kinds.ts';
import { findFiles, MANIFEST_PATTERN } from './find-files.ts';

/** An object that a workflow may refer to, and the file that it is from. */
export interface HeldObject {
  readonly object: KubernetesObject;
  readonly file: string;
}

/** The kinds of objects that a run uses. */
const USED_KINDS = ['WorkflowTemplate', 'ClusterWorkflowTemplate', 'ConfigMap', 'Secret'] as const;

const mentionsUsedKind = new RegExp(`kind\\W+(?:${USED_KINDS.join('|')})\\b`);

/**
 * Returns the WorkflowTemplates, ClusterWorkflowTemplates, ConfigMaps and Secrets in files, folders, or patterns such as
 * `templates/*.yaml`.
 *
 * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_KIND`, `CLI_NOTHING_FOUND`, `CLI_DUPLICATE_OBJECT`; and the errors of reading YAML
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
        `No ${USED_KINDS.slice(0, -1).join(', ')} or ${USED_KINDS.at(-1)} found in ${word}. Pass the file that contains it.`,
      );
  }
  const objects = [...held.values()].flat();
  assertDistinct(objects);
  return objects;
}

/** Returns the objects of a file that a run can use. */
export async function readObjects(file: string, world: World): Promise<readonly HeldObject[]> {
  // Folders contain other files, too, which may not even be YAML for Kubernetes.
  const text = await readRelevantText(file, (one) => mentionsUsedKind.test(one), world.files);
  if (text === undefined) return [];
  const { fromYaml } = await import('@tiphys/yaml');
  await assertDecodable({ file, text }, USED_KINDS);
  const { decodeNulls } = await import('@tiphys/engine');
  // The type only names Argo's kinds, but other kinds of Kubernetes are read, too.
  const objects = fromYaml(text, { file }) as readonly unknown[] as readonly KubernetesObject[];
  return objects
    .filter(({ kind }) => (USED_KINDS as readonly string[]).includes(kind))
    .map((object) => ({ object: decodeNulls(object), file }));
}

/**
 * Checks that no two objects have the same kind and name.
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
        `The ${key} is in ${other.file === held.file ? `${held.file} twice` : `${other.file} and in ${held.file}`}. Remove one of them, or pass only one of the files.`,
      );
    first.set(key, held);
  }
}

/** Returns the kind and name of an object, as a key and for messages. */
export function keyOf({
  kind,
  metadata,
}: {
  readonly kind: string;
  readonly metadata?: { readonly name?: string | undefined };
}): string {
  return `${kind} "${metadata?.name ?? ''}"`;
}

async function filesOf(word: string, world: World): Promise<readonly string[]> {
  const place = path.resolve(world.cwd, word);
  switch (await world.files.kindOf(place)) {
    case 'file':
      if (isManifest(place)) return [place];
      throw new CliError(
        'CLI_FILE_KIND',
        `${place} is not a manifest (.yaml, .yml, .json). Pass a manifest or a folder.`,
      );
    case 'directory':
      return findFiles(place, MANIFEST_PATTERN);
    default: {
      const found = /[*?{[]/.test(word)
        ? (await findFiles(world.cwd, word)).filter((file) => isManifest(file))
        : [];
      if (found.length > 0) return found;
      throw missingError(place);
    }
  }
}
