import path from 'node:path';
import type { Workflow } from '@tiphys/models';
import type { KubernetesObject } from '@tiphys/models/facts';
import { type LoadedSource, remoteFiles } from '../source/load-source.ts';
import {
  assertDistinct,
  type HeldObject,
  keyOf,
  readNamedObjects,
  readObjects,
} from '../source/read-objects.ts';
import type { World } from '../world/world.ts';
import { assertTemplatesPresent } from './assert-templates-present.ts';
import type { RunnableWorkflow } from './choose-workflow.ts';

/** Options of {@link gatherObjects}. */
export interface GatherOptions {
  readonly source: LoadedSource;
  readonly runnable: RunnableWorkflow;
  /** The files, folders and patterns of `--with`. */
  readonly words: readonly string[];
  /** Whether templates that none of the objects has may exist where the workflow runs. @default false */
  readonly mayBeElsewhere?: boolean;
}

/** The objects that a run may refer to. */
export interface GatheredObjects {
  readonly objects: readonly KubernetesObject[];
  /** The files with Secrets. */
  readonly secretFiles: readonly string[];
}

/**
 * Returns the objects that a run may refer to: the other objects of the workflow's file, those of `--with`, and those that components
 * of a pipeline were generated from. An object of `--with` replaces a generated one with the same name.
 *
 * @throws CliError `CLI_TEMPLATE_MISSING` if none of them has a template that is called; and the errors of reading them
 * @throws EngineError `ENGINE_INVALID_OBJECT` for an object that Kubernetes would reject
 */
export async function gatherObjects(
  { source, runnable, words, mayBeElsewhere = false }: GatherOptions,
  world: World,
): Promise<GatheredObjects> {
  // The file may contain any kind of object. The engine uses the kinds that it knows.
  const beside = (runnable.objects as readonly KubernetesObject[]).map((object) => ({
    object,
    file: source.file,
  }));
  const given = [
    ...beside,
    ...(await readNamedObjects(words, world)).filter(({ file }) => file !== source.file),
  ];
  assertDistinct(given);
  const taken = new Set(given.map(({ object }) => keyOf(object)));
  const found = [...referencedObjects(source), ...(await readRemoteObjects(source, world))].filter(
    ({ object }) => !taken.has(keyOf(object)),
  );
  assertDistinct(found);
  const held = [...given, ...found];
  if (!mayBeElsewhere) assertTemplatesPresent(runnable.workflow as Workflow, { held, source });
  const { assertObjects } = await import('@tiphys/engine');
  const objects = held.map(({ object }) => object);
  assertObjects(objects, (object) => fileOf(object, held, world));
  const secrets = held.filter(({ object }) => object.kind === 'Secret');
  return { objects, secretFiles: [...new Set(secrets.map(({ file }) => file))] };
}

function fileOf(object: KubernetesObject, held: readonly HeldObject[], world: World): string | undefined {
  const file = held.find((candidate) => candidate.object === object)?.file;
  return file === undefined ? undefined : path.relative(world.cwd, file);
}

/** Returns the templates of the pipelines that a pipeline refers to. */
function referencedObjects(source: LoadedSource): readonly HeldObject[] {
  if (source.kind !== 'pipeline') return [];
  // The compiler writes objects that the engine reads.
  return (source.references as readonly unknown[] as readonly KubernetesObject[]).map((object) => ({
    object,
    file: source.file,
  }));
}

async function readRemoteObjects(source: LoadedSource, world: World): Promise<readonly HeldObject[]> {
  const held: HeldObject[] = [];
  for (const file of remoteFiles(source)) {
    // If the file is gone, the message about the missing template names it.
    if ((await world.files.kindOf(file)) === 'file') held.push(...(await readObjects(file, world)));
  }
  return held;
}
